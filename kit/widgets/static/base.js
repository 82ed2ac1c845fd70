/* Shared by all widgets. Text only ever becomes textContent: nothing in an article, label or list can run. */
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\s\u200c\u200d.-]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*/g;

/** An element: tag, properties (dataset and aria-* as attributes), children (strings become text). */
function node(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && !name.includes("-") && name !== "list") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const STRONG = /\p{L}/u, RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** "rtl" when the first letter is written from right to left, else "ltr". */
function direction(text) {
  const first = text.match(STRONG);
  return first && RTL_LETTER.test(first[0]) ? "rtl" : "ltr";
}

/** Text with each right-to-left run isolated. */
function runs(text) {
  const parts = [];
  let last = 0;
  for (const run of text.matchAll(RTL)) {
    parts.push(text.slice(last, run.index), node("bdi", { dir: "rtl" }, run[0]));
    last = run.index + run[0].length;
  }
  return [...parts, text.slice(last)].filter((part) => part !== "");
}

/** Paragraphs of plain text, divided by blank lines; a paragraph of lines that begin with "- " is a list. */
function prose(text) {
  return text.trim().split(/\n\s*\n/).map((part) => {
    const lines = part.trim().split("\n");
    if (lines.every((line) => line.startsWith("- ")))
      return node("ul", { dir: direction(part) }, lines.map((line) => node("li", {}, runs(line.slice(2)))));
    return node("p", { dir: direction(part) }, runs(lines.join(" ")));
  });
}

let serial = 0;
/** An id that no other element of the page has. */
function fresh(stem) {
  serial += 1;
  return `kit-${stem}-${serial}-${Math.random().toString(36).slice(2, 7)}`;
}

/** Writes a value to Python. */
function send(model, name, value) {
  model.set(name, value);
  model.save_changes();
}

/** A region whose changes a screen reader speaks. */
function live() {
  return node("div", { class: "kit-live", role: "status", "aria-live": "polite" });
}

/** Calls `draw` now and whenever one of the traits changes; returns what undoes it. */
function watch(model, names, draw) {
  const events = names.map((name) => `change:${name}`);
  events.forEach((event) => model.on(event, draw));
  draw();
  return () => events.forEach((event) => model.off(event, draw));
}
