/* A headline or lead written anew: Python reads what is typed, after a short pause; this shows what it found. */
const PAUSE = 200; // milliseconds without a key before the text is sent

/** The text with its marks, each with its letters; nothing in it can be chosen, the table below says it in words. */
function marked(found) {
  return found.paragraphs.map((parts) => node("p", { dir: direction(parts.map(([text]) => text).join("")) }, parts.map(([text, over, ends]) => {
    if (!over.length) return runs(text);
    const [, , colour, line] = over[over.length - 1];
    return [node("mark", { class: "kit-found", style: `--mark:${colour};--line:${line}` }, runs(text)),
      ...ends.map(([code, letter]) => [node("sup", { "aria-hidden": "true" }, letter), node("span", { class: "kit-hidden" }, ` (${code}) `)])];
  })));
}

function table(caption, heads, rows) {
  return node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": caption }, node("table", {}, node("caption", {}, caption),
    node("thead", {}, node("tr", {}, heads.map((head) => node("th", { scope: "col" }, head)))),
    node("tbody", {}, rows.map(([first, ...rest]) => node("tr", {}, node("th", { scope: "row" }, runs(first)), rest.map((cell) => node("td", { dir: direction(cell) }, runs(cell))))))));
}

function goals(names, lacks) {
  if (!names.length) return "";
  return node("div", { class: "kit-column" }, node("h4", {}, "Goals"), node("ul", { class: "kit-goals" }, names.map((name, place) =>
    node("li", { "data-reached": String(!lacks[place]) }, node("span", { "aria-hidden": "true" }, lacks[place] ? "○ " : "✓ "),
      node("strong", {}, runs(name)), `: ${lacks[place] ? "not yet. " : "reached."}`, runs(lacks[place])))));
}

function list(title, rows, words) {
  if (!rows.length) return "";
  return node("div", { class: "kit-column" }, node("h4", {}, title), node("p", { class: "kit-minor" }, words),
    node("ul", {}, rows.map(([quote, ...notes]) => node("li", {}, "“", runs(quote), "”: ", runs(notes.join(": "))))));
}

function facts(rows) {
  if (!rows.length) return "";
  return node("details", {}, node("summary", {}, `Facts that you may use (${rows.length})`),
    table("Facts that you may use", ["id", "fact", "status", "who says so"], rows));
}

function render({ model, el }) {
  const shown = model.get("shown"), id = fresh("version");
  let timer = null;
  const area = node("textarea", { id, dir: "auto", rows: 2, spellcheck: true, value: model.get("text") });
  const push = () => {
    clearTimeout(timer);
    timer = null;
    if (area.value !== model.get("text")) send(model, "text", area.value);
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(push, PAUSE);
  });
  area.addEventListener("blur", push);
  const again = node("button", { type: "button", onclick: () => { area.value = shown.original; push(); area.focus(); } }, "Start again with the original");
  const status = live(), result = node("div"), count = node("span", { class: "kit-minor" });
  const card = node("section", { class: "kit kit-rewriter tex2jax_ignore mathjax_ignore", "aria-label": "Rewrite a text" },
    node("h4", {}, "The original"), shown.source ? node("p", { class: "kit-minor" }, runs(shown.source)) : "",
    node("blockquote", {}, prose(shown.original)), facts(shown.facts),
    node("label", { htmlFor: id }, node("strong", {}, "Your version")), area, node("div", { class: "kit-row" }, again, count), status, result,
    node("p", { class: "kit-minor" }, shown.errs));
  card.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey ? null : event.stopPropagation()));
  el.replaceChildren(card);
  const typed = () => {
    if (timer === null && area.value !== model.get("text")) area.value = model.get("text");
  };
  model.on("change:text", typed);
  const undo = watch(model, ["found"], () => {
    const found = model.get("found");
    if (!found.paragraphs) return;
    if (status.textContent !== found.said) status.replaceChildren(node("p", {}, runs(found.said)));
    count.textContent = `${found.words} ${found.words === 1 ? "word" : "words"}`;
    result.replaceChildren(...[
      found.trouble ? node("div", { class: "kit-said" }, node("p", {}, node("strong", {}, "Not saved")), prose(found.trouble)) : "",
      node("div", { class: "kit-marked" }, marked(found)),
      node("div", { class: "kit-columns" }, [
        goals(shown.goals, found.goals),
        list("To look at again", found.wrong, "As far as the readers see, the original and the facts do not support this, or not so surely."),
        list("Left out against the original", found.left, "To leave out is to choose. It is no mistake by itself."),
      ].filter((part) => part !== "")),
      found.rows.length ? table("What the readers find", ["what", "words", "reading", "found by"], found.rows.map(([kind, ...rest]) => [shown.letters[kind] ? `${shown.letters[kind]} ${kind}` : kind, ...rest])) : node("p", {}, "The readers find nothing in it."),
    ].filter((part) => part !== ""));
  });
  return () => {
    push();
    model.off("change:text", typed);
    undo();
  };
}

export default { render };
