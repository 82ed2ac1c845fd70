/* Accounts side by side. Switching a list on or off happens here; Python hears which are on, and reads what it has not read yet. */
const SIGNS = { attributed: "”", "scare quotes": "‘’", "no attribution found": "" };
const VOICES = Object.keys(SIGNS);
/** Codes that mark whole clauses: a line under them, no colour behind. */
const WIDE = new Set(["content"]);

/** The codes of the lists, by list and code. */
function codesOf(lists) {
  return Object.fromEntries(lists.flatMap((list) => list.codes.map((code) => [`${list.id} ${code.code}`, code])));
}

/** What is drawn: the lists that are on, in order, and how each of their codes looks. */
function showing(model) {
  const lists = model.get("lists"), on = model.get("on");
  return { on: lists.map((list) => list.id).filter((id) => on.includes(id)), looks: codesOf(lists) };
}

const named = (one, looks) => looks[`${one.list} ${one.code}`];

/** A piece of text under a line for each list, as a button reached by Tab and the arrow keys. `over` runs from the outermost in. */
function mark({ words, over }, ends, show, choose) {
  const narrow = over.filter((one) => !WIDE.has(one.code)), inner = new Map(over.map((one) => [one.list, one]));
  const style = (one) => `--mark:${named(one, show.looks).colour};--line:${named(one, show.looks).line};--lane:${show.on.indexOf(one.list)}`;
  const lanes = show.on.filter((id) => inner.has(id)).map((id) => inner.get(id));
  const lined = (some) => some.reduce((inside, one) => node("span", { class: "kit-lane", style: style(one) }, inside), runs(words));
  if (!words.trim()) return lined(lanes);
  const made = node("mark", {
    role: "button", tabIndex: -1, "aria-pressed": "false", class: narrow.length ? "" : "kit-wide", "data-mark": String(over.at(-1).number),
    style: `${style(lanes.at(-1))};--behind:${narrow.length ? named(narrow.at(-1), show.looks).colour : "transparent"}`,
    onclick: (event) => choose(event.currentTarget, over),
  }, lined(lanes.slice(0, -1)));
  made.units = over.map((one) => one.unit).filter(Boolean);
  made.own = over.filter((one) => one.unit && one.code === over.at(-1).code).map((one) => one.unit);
  const spoken = over.filter((one) => ends.includes(one) || narrow.includes(one)).reverse();
  if (spoken.length) made.append(node("span", { class: "kit-hidden" }, ` (${spoken.map((one) => [named(one, show.looks).title, one.voice].filter(Boolean).join(", ")).join("; ")}) `));
  return made;
}

/** The letters of the marks that end here, the innermost first, each once. */
function letters(ends, show) {
  const signs = ends.map((one) => named(one, show.looks).letter + (SIGNS[one.voice] ?? "")).reverse();
  return [...new Set(signs)].map((sign) => node("sup", { "aria-hidden": "true" }, sign));
}

/** A paragraph's pieces with the marks that are on; neighbours under the same marks are one piece. */
function joined(pieces, marks, show) {
  const made = [];
  for (const [words, numbers] of pieces) {
    const over = numbers.map((number) => marks[number]).filter((one) => show.on.includes(one.list)), last = made.at(-1);
    if (last && last.over.length === over.length && over.every((one, place) => one === last.over[place])) last.words += words;
    else made.push({ words, over });
  }
  return made;
}

function column(text, place, show, choose) {
  const marks = text.marks.map((one, number) => ({ ...one, number, unit: one.unit && `${place} ${one.unit}`, said: one.why.map((line) => text.lines[line]) }));
  const rows = text.paragraphs.map((pieces) => joined(pieces, marks, show)), ends = new Map();
  rows.flat().forEach((piece) => piece.over.forEach((one) => ends.set(one, piece)));
  const paragraphs = rows.map((pieces, row) =>
    node("p", { dir: direction(pieces.map(({ words }) => words).join("")), class: row ? "" : "kit-headline" }, pieces.map((piece) => {
      const here = piece.over.filter((one) => ends.get(one) === piece);
      return piece.over.length ? [mark(piece, here, show, choose), letters(here, show)] : runs(piece.words);
    })));
  return node("article", { class: "kit-column", style: `--lanes:${show.on.length}` }, node("h4", {}, runs(text.outlet)),
    node("p", { class: "kit-minor" }, runs([text.date, text.composed ? "composed for teaching" : ""].filter(Boolean).join(" · "))), paragraphs);
}

/** How many marks of each code stand in each voice, over all accounts: {"list code": {voice: n}}. */
function tally(texts) {
  const counts = {};
  for (const one of texts.flatMap((text) => text.marks)) {
    const row = (counts[`${one.list} ${one.code}`] ??= { all: 0 });
    row.all += 1;
    row[one.voice] = (row[one.voice] ?? 0) + 1;
  }
  return counts;
}

/** The rows of one lexicon or layer: a heading where there are several, and a row for each code that occurs. */
function group(list, counts, voices, several) {
  const rows = list.codes.filter(({ code }) => counts[`${list.id} ${code}`]).map(({ code, title, letter, colour, line }) => {
    const row = counts[`${list.id} ${code}`];
    return node("tr", {}, node("td", {}, letter), node("th", { scope: "row" }, node("span", { style: `text-decoration:underline ${line} ${colour} 2px;text-underline-offset:3px` }, title)),
      node("td", { class: "kit-number" }, String(row.all)), voices.map((voice) => node("td", { class: "kit-number" }, row[""] ? "–" : String(row[voice] ?? 0))));
  });
  const heading = several || !rows.length ? node("tr", {}, node("th", { scope: "rowgroup", colSpan: 3 + voices.length }, list.title + (rows.length ? "" : ": nothing found in these accounts"))) : "";
  return node("tbody", {}, heading, rows);
}

function legend(lists, on, counts) {
  const shown = lists.filter((list) => on.includes(list.id));
  const heard = shown.flatMap((list) => list.codes.map(({ code }) => counts[`${list.id} ${code}`] ?? {}));
  const voices = VOICES.filter(() => heard.some((row) => VOICES.some((voice) => row[voice])));
  const head = ["", "what", "marks", ...voices.map((voice) => `${voice} ${SIGNS[voice]}`)];
  return node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": "What is marked" }, node("table", {},
    node("caption", { class: "kit-hidden" }, voices.length ? "What is marked, by voice" : "What is marked"),
    node("thead", {}, node("tr", {}, head.map((name) => node("th", { scope: "col" }, name || node("span", { class: "kit-hidden" }, "letter"))))),
    shown.map((list) => group(list, counts, voices, shown.length > 1))));
}

const lines = (one) => one.said.map(([name, text]) => node("p", {}, node("strong", {}, `${name}: `), runs(text)));

/** The innermost mark explained; the others that stand over the same words, folded up. */
function explain(over, looks) {
  const [first, ...others] = [...over].reverse();
  return node("div", { class: "kit-said" }, lines(first),
    others.map((one) => node("details", {}, node("summary", {}, `Here too: ${named(one, looks).title}`), lines(one))));
}

function boxes(title, lists, change) {
  return node("fieldset", { class: "kit-row" }, node("legend", {}, title), lists.map((list) => node("label", {},
    node("input", { type: "checkbox", "data-list": list.id, onchange: change }), list.title)));
}

function render({ model, el }) {
  const lists = model.get("lists");
  const change = () => send(model, "on", [...switches.querySelectorAll(":checked")].map((box) => box.dataset.list));
  const words = lists.filter((list) => !list.layer), readers = lists.filter((list) => list.layer);
  const switches = node("div", {}, words.length ? boxes("Mark the words of", words, change) : "", readers.length ? boxes("Mark what the readers find", readers, change) : "");
  const columns = node("div", { class: "kit-columns" }), counts = node("details", { open: true }), why = live();
  why.classList.add("kit-hidden");
  const none = node("p", { class: "kit-minor" }, "No list is switched on.");
  const help = node("p", { class: "kit-minor" }, `Choose a mark to read why it is there. By keyboard: Tab to the marks, arrows from mark to mark, Enter to choose. Signs: ${SIGNS.attributed} attributed to somebody · ${SIGNS["scare quotes"]} scare quotes.`);
  const card = node("section", { class: "kit kit-reader tex2jax_ignore mathjax_ignore", "aria-label": "Accounts side by side" }, switches, help, none, counts, why, columns);
  el.replaceChildren(card);
  const all = () => [...columns.querySelectorAll("mark")];
  const stop = (element) => {
    all().forEach((one) => (one.tabIndex = -1));
    element.tabIndex = 0;
  };
  const choose = (element, over) => {
    all().forEach((one) => {
      one.setAttribute("aria-pressed", String(one === element));
      one.dataset.unit = one.units.some((unit) => element.own.includes(unit)) ? "on" : "";
    });
    stop(element);
    const box = explain(over, showing(model).looks);
    columns.querySelectorAll(".kit-said").forEach((old) => old.remove());
    element.closest("p").after(box);
    why.textContent = [...box.querySelectorAll(":scope > p")].map((line) => line.textContent).join(" ");
  };
  columns.addEventListener("keydown", (event) => {
    const marks = all(), at = marks.indexOf(event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (step) {
      const next = marks[(at + step + marks.length) % marks.length];
      stop(next);
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") event.target.click();
    else return;
    event.preventDefault();
  });
  card.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey || event.key === "Escape" ? null : event.stopPropagation()));
  return watch(model, ["on", "texts"], () => {
    const show = showing(model), texts = model.get("texts"), focus = columns.contains(document.activeElement) ? document.activeElement.dataset.mark : "";
    switches.querySelectorAll("input").forEach((box) => (box.checked = show.on.includes(box.dataset.list)));
    columns.replaceChildren(...texts.map((text, place) => column(text, place, show, choose)));
    counts.hidden = !(none.hidden = show.on.length > 0);
    counts.replaceChildren(node("summary", {}, "What is marked"), legend(lists, show.on, tally(texts)));
    why.replaceChildren();
    if (all().length) stop(all().find((one) => focus && one.dataset.mark === focus) ?? all()[0]);
    if (focus) columns.querySelector('mark[tabindex="0"]')?.focus();
  });
}

export default { render };
