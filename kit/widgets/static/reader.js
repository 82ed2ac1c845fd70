/* Accounts side by side. Switching a list on or off happens here; Python hears which lists are on. */
const SIGNS = { attributed: "”", "scare quotes": "‘’", "no attribution found": "" };
const VOICES = Object.keys(SIGNS);

/** One mark as a button that can be reached by Tab and the arrow keys. */
function mark(text, over, looks, choose) {
  const shown = over[over.length - 1];
  const look = looks[shown.code];
  const made = node("mark", {
    role: "button", tabIndex: -1, "aria-pressed": "false", style: `--mark:${look.colour};--line:${look.line}`,
    onclick: (event) => choose(event.currentTarget, shown),
  }, runs(text));
  const ends = over.filter((one) => one.last);
  if (ends.length) made.append(node("span", { class: "kit-hidden" }, ` (${ends.map((one) => `${one.code}, ${one.voice}`).join("; ")}) `));
  const tags = ends.map((one) => node("sup", { "aria-hidden": "true" }, looks[one.code].letter + SIGNS[one.voice]));
  return [made, ...tags];
}

function column(text, on, looks, choose) {
  const paragraphs = text.paragraphs.map((pieces, place) =>
    node("p", { dir: direction(pieces.map(([words]) => words).join("")), class: place ? "" : "kit-headline" }, pieces.map(([words, over]) => {
      const active = over.filter((one) => on.has(one.lexicon));
      return active.length ? mark(words, active, looks, choose) : runs(words);
    })));
  return node("article", { class: "kit-column" }, node("h4", {}, runs(text.outlet)),
    node("p", { class: "kit-minor" }, [text.date, text.composed ? "composed for teaching" : ""].filter(Boolean).join(" · ")), paragraphs);
}

/** How many marks of each code stand in each voice, over all accounts. */
function tally(texts, on) {
  const counts = {};
  for (const text of texts)
    for (const [, over] of text.paragraphs.flat())
      for (const one of over) if (one.last && on.has(one.lexicon)) {
        counts[one.code] ??= { attributed: 0, "scare quotes": 0, "no attribution found": 0 };
        counts[one.code][one.voice] += 1;
      }
  return counts;
}

function legend(lists, on, counts) {
  const codes = lists.filter((list) => on.has(list.id)).flatMap((list) => list.codes).filter(({ code }) => counts[code]);
  if (!codes.length) return node("p", { class: "kit-minor" }, "No list is switched on, or none has a hit in these accounts.");
  const head = ["", "word group", "marks", ...VOICES.map((voice) => `${voice} ${SIGNS[voice]}`)];
  return node("div", { class: "kit-scroll" }, node("table", {}, node("caption", {}, "What is marked, by voice"),
    node("thead", {}, node("tr", {}, head.map((name) => node("th", { scope: "col" }, name || node("span", { class: "kit-hidden" }, "letter"))))),
    node("tbody", {}, codes.map(({ code, letter, colour, line }) => node("tr", {},
      node("td", {}, letter), node("th", { scope: "row" }, node("span", { style: `text-decoration:underline ${line} ${colour} 2px;text-underline-offset:3px` }, code)),
      node("td", { class: "kit-number" }, String(VOICES.reduce((sum, voice) => sum + counts[code][voice], 0))),
      VOICES.map((voice) => node("td", { class: "kit-number" }, String(counts[code][voice]))))))));
}

/** The first traps of an entry, in words. */
function traps(text) {
  const all = (text ?? "").split("|").map((trap) => trap.trim()).filter(Boolean);
  return all.slice(0, 4).join(", ") + (all.length > 4 ? ` and ${all.length - 4} more` : "") + (/\*/.test(text) ? " (* stands for any ending)" : "");
}

function explain({ code, voice, why }) {
  const line = (name, text) => text ? node("p", {}, node("strong", {}, `${name}: `), runs(text)) : "";
  return node("div", { class: "kit-said" }, line("Word group", `${code} (matched by “${why.term ?? code}” in the list ${why.list ?? ""}; voice: ${voice})`),
    line("Choosing it is", why.stance), line("It may frame because it", why.gloss), line("Not marked in", traps(why.trap)), line("How often this list was right", why.judged));
}

function render({ model, el }) {
  const texts = model.get("texts"), lists = model.get("lists");
  const looks = Object.fromEntries(lists.flatMap((list) => list.codes).map((one) => [one.code, one]));
  const boxes = node("fieldset", { class: "kit-row" }, node("legend", {}, "Mark the words of"));
  const columns = node("div", { class: "kit-columns" }), counts = node("div"), why = live();
  why.classList.add("kit-hidden");
  const help = node("p", { class: "kit-minor" }, `Choose a marked word to read why it is on the list. By keyboard: arrow up into the cell, Tab to the marks, arrows from mark to mark, Enter to choose. Signs: ${SIGNS.attributed} attributed to somebody · ${SIGNS["scare quotes"]} scare quotes.`);
  el.replaceChildren(node("section", { class: "kit kit-reader tex2jax_ignore mathjax_ignore", "aria-label": "Accounts side by side" }, boxes, help, counts, why, columns));
  const all = () => [...columns.querySelectorAll("mark")];
  const choose = (element, shown) => {
    all().forEach((one) => one.setAttribute("aria-pressed", String(one === element)));
    const box = explain(shown);
    columns.querySelectorAll(".kit-said").forEach((old) => old.remove());
    element.closest("p").after(box);
    why.textContent = box.textContent;
  };
  columns.addEventListener("keydown", (event) => {
    const marks = all(), at = marks.indexOf(event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (step) {
      const next = marks[(at + step + marks.length) % marks.length];
      marks[at].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") event.target.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return watch(model, ["on"], () => {
    const on = new Set(model.get("on"));
    boxes.replaceChildren(boxes.firstChild, ...lists.map((list) => node("label", {}, node("input", {
      type: "checkbox", checked: on.has(list.id), "data-list": list.id,
      onchange: (event) => {
        const now = lists.map((one) => one.id).filter((id) => (id === list.id ? event.target.checked : on.has(id)));
        send(model, "on", now);
        boxes.querySelector(`[data-list="${list.id}"]`).focus();
      },
    }), list.title)));
    columns.replaceChildren(...texts.map((text) => column(text, on, looks, choose)));
    counts.replaceChildren(legend(lists, on, tally(texts, on)));
    why.replaceChildren();
    if (all().length) all()[0].tabIndex = 0;
  });
}

export default { render };
