/* One party's label replaced everywhere. Words in somebody's speech stay unless the box is ticked. */
const PLURAL = /(s|men)$/i;

function fitting(old, [one, many]) {
  const word = PLURAL.test(old) ? many : one;
  return /^\p{Lu}/u.test(old) ? word[0].toUpperCase() + word.slice(1) : word;
}

function render({ model, el }) {
  const text = model.get("shown"), choices = model.get("choices");
  const select = fresh("word"), box = fresh("quoted");
  const menu = node("select", { id: select, onchange: (event) => send(model, "chosen", event.target.value) },
    node("option", { value: "" }, "the outlet's own words"), choices.map(([one, many]) => node("option", { value: one }, many)));
  const quoted = node("input", { type: "checkbox", id: box, onchange: (event) => send(model, "quoted", event.target.checked) });
  const reading = node("article", { class: "kit-column" }), said = live();
  el.replaceChildren(node("section", { class: "kit kit-swapper tex2jax_ignore mathjax_ignore", "aria-label": "Swap a label and read again" },
    node("div", { class: "kit-row" }, node("label", { htmlFor: select }, "Read the text with"), menu,
      node("label", { htmlFor: box }, quoted, "also inside speech and quotation marks")), said, reading));
  return watch(model, ["chosen", "quoted"], () => {
    const pair = choices.find(([one]) => one === model.get("chosen"));
    let swaps = 0, kept = 0;
    menu.value = pair ? pair[0] : "";
    quoted.checked = model.get("quoted");
    const piece = ([words, [number]]) => {
      if (number === undefined) return runs(words);
      const speech = text.marks[number].voice !== "no attribution found";
      const swap = pair && (!speech || model.get("quoted"));
      if (swap) swaps += 1; else if (pair) kept += 1;
      return node("mark", { class: "kit-swapped", style: `--mark:${swap ? "#D55E00" : "#0072B2"};--line:${swap ? "double" : "solid"}` }, runs(swap ? fitting(words, pair) : words));
    };
    reading.replaceChildren(node("h4", {}, runs(text.outlet)), node("p", { class: "kit-minor" }, runs([text.date, text.composed ? "composed for teaching" : ""].filter(Boolean).join(" · "))),
      ...text.paragraphs.map((pieces, place) => node("p", { dir: direction(pieces.map(([words]) => words).join("")), class: place ? "" : "kit-headline" }, pieces.map(piece))));
    said.replaceChildren(node("p", {}, pair ? `${swaps} replaced (double underline), ${kept} left as they were because somebody is speaking.` : `${text.marks.length} labels for this party are underlined. Choose other words and read again.`));
  });
}

export default { render };
