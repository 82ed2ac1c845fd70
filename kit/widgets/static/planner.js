/* A plan in seven steps. What is typed goes to Python, which keeps it and says what a step still lacks. */
const PAUSE = 300; // milliseconds without a key before what was typed is sent

function render({ model, el }) {
  const texts = { ...model.get("texts") }, notes = {}, fields = {};
  let timer = null;
  const flush = () => {
    clearTimeout(timer);
    timer = null;
    send(model, "texts", { ...texts });
  };
  const step = ({ id, title, asks, example }) => {
    const name = fresh("step");
    notes[id] = node("p", { class: "kit-gap", id: `${name}-gap` });
    fields[id] = node("textarea", {
      id: name, rows: 2, value: texts[id] ?? "", "aria-describedby": `${name}-asks ${name}-gap`,
      oninput(event) {
        texts[id] = event.target.value;
        clearTimeout(timer);
        timer = setTimeout(flush, PAUSE);
      },
      onblur: () => timer && flush(),
    });
    return node("div", { class: "kit-step" }, node("h4", {}, node("label", { htmlFor: name }, title)), node("p", { class: "kit-minor", id: `${name}-asks` }, asks),
      node("details", {}, node("summary", {}, "An example about another subject"), node("p", {}, example)), fields[id], notes[id]);
  };
  const said = live();
  const button = node("button", { type: "button", class: "kit-main", onclick() { flush(); send(model, "ask", { fix: Date.now() }); } }, "Fix the plan before counting");
  const card = node("section", { class: "kit kit-planner tex2jax_ignore mathjax_ignore", "aria-label": "Plan of a study" },
    model.get("steps").map(step), node("div", { class: "kit-row" }, button), said);
  card.addEventListener("keydown", (event) => event.stopPropagation());
  el.replaceChildren(card);
  const undo = watch(model, ["state"], () => {
    const { gaps, said: words } = model.get("state");
    for (const [id, note] of Object.entries(notes)) {
      const text = gaps[id] ? `○ ${gaps[id]}` : "✓ Complete as far as a machine can see.";
      if (note.textContent !== text) note.textContent = text;
      note.classList.toggle("kit-done", !gaps[id]);
    }
    if (said.textContent !== words) said.replaceChildren(node("p", { class: "kit-said" }, words));
  });
  return () => { if (timer) flush(); undo(); };
}

export default { render };
