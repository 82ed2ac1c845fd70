/* Eight questions, each with four answers and how sure one is. Nothing is judged here. */
function render({ model, el }) {
  const items = model.get("items"), levels = model.get("levels");
  let answers = { ...model.get("answers") };
  const stem = fresh("survey");
  const change = (id, more) => {
    answers = { ...answers, [id]: { ...answers[id], ...more } };
    send(model, "answers", answers);
  };
  const radios = (id, name, choices, field) => choices.map(([text, value]) => node("label", { class: "kit-option" }, node("input", {
    type: "radio", name: `${stem}-${id}-${field}`, checked: answers[id]?.[field] === value, onchange: () => change(id, { [field]: value }),
  }), node("span", { dir: direction(text) }, runs(text))));
  const said = live();
  const fields = items.map(({ id, prompt, options }, place) => node("li", {},
    node("fieldset", {}, node("legend", { dir: direction(prompt) }, `${place + 1}. `, runs(prompt)), radios(id, prompt, options.map((text, at) => [text, at + 1]), "chosen")),
    node("fieldset", { class: "kit-sure" }, node("legend", {}, `How sure are you of answer ${place + 1}?`), radios(id, "sure", levels.map(([words, share]) => [`${words} (${share} %)`, share]), "sure"))));
  const button = node("button", { type: "button", class: "kit-main", onclick: () => send(model, "ask", { hand: Date.now() }) }, "Hand in");
  const card = node("section", { class: "kit kit-survey tex2jax_ignore mathjax_ignore", "aria-label": "Eight questions" }, node("ol", {}, fields), node("div", { class: "kit-row" }, button), said);
  card.addEventListener("keydown", (event) => event.stopPropagation());
  el.replaceChildren(card);
  return watch(model, ["reply"], () => {
    const { said: words, done } = model.get("reply");
    if (said.textContent !== words) said.replaceChildren(node("p", { class: "kit-said" }, words));
    card.querySelectorAll("input").forEach((input) => { input.disabled = Boolean(done); });
    button.hidden = Boolean(done);
  });
}

export default { render };
