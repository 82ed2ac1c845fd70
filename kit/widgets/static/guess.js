/* Blind texts, one at a time. Guesses go to Python as messages, so that none is lost while Python is busy; what was chosen here
   and not yet heard there wins over what comes from there. The answer comes from Python, after the guess. */
const NOTED = { outlet: "", sure: "", cues: [] };

function render({ model, el }) {
  const texts = model.get("texts"), choices = model.get("choices"), view = fresh("view"), heading = fresh("guess");
  const names = Object.fromEntries(choices.outlets);
  const mine = new Map(); // text -> [number of the message, guess], until Python has heard it
  const drawn = new WeakMap(); // part -> what it shows
  let count = 0, open = 1;
  const noted = (place) => {
    const [sent, own] = mine.get(place) ?? [0, null];
    return sent > (model.get("heard")[view] ?? 0) ? own : model.get("given")[String(place)] ?? NOTED;
  };
  const said = (place) => model.get("shown")[String(place)];
  const told = live(), trouble = node("p", { class: "kit-said", "data-verdict": "not yet", hidden: true }), answer = node("div"), sums = node("div");
  told.classList.add("kit-hidden"); // what it says stands below the guess too

  const tabs = texts.map((_, place) => node("button", { type: "button", onclick: () => go(place + 1) }));
  const article = node("article", { class: "kit-column" });
  const [outlets, outlet] = menu("Which outlet printed it?", "choose", choices.outlets);
  const [levels, sure] = menu("How sure are you?", "choose", choices.levels.map((level, place) => [String(level),
    `${level} %${place === 0 ? " – a pure guess" : level === 100 ? " – certain" : ""}`]));
  const boxes = choices.cues.map((cue) => node("input", { type: "checkbox", value: cue, onchange: changed }));
  const guess = node("button", { type: "button", class: "kit-main", onclick: () => send("guess") }, "Guess and see the answer");
  const next = node("button", { type: "button", onclick: () => go((open % texts.length) + 1, true) }, "Next text");

  function menu(label, none, options) {
    const id = fresh("menu");
    const select = node("select", { id, onchange: changed }, node("option", { value: "" }, none), options.map(([value, words]) => node("option", { value }, words)));
    return [node("div", { class: "kit-field" }, node("label", { htmlFor: id }, label), select), select];
  }

  /** Draws a part anew, only if what it shows has changed: what is unfolded or has the focus stays so. */
  function renew(part, shown, make) {
    const now = JSON.stringify([open, shown ?? null]);
    if (drawn.get(part) === now) return;
    drawn.set(part, now);
    part.replaceChildren(...make(shown));
  }

  function send(what) {
    const now = { outlet: outlet.value, sure: sure.value === "" ? "" : Number(sure.value), cues: boxes.filter((box) => box.checked).map((box) => box.value) };
    count += 1;
    mine.set(open, [count, now]);
    model.send({ do: what, text: open, ...now, view, count });
    refresh();
  }

  function changed() {
    send("note");
  }

  function go(place, focus) {
    open = place;
    trouble.hidden = true;
    article.replaceChildren(node("h4", {}, `Text ${place} of ${texts.length}`),
      ...texts[place - 1].map((part, at) => node("p", { dir: direction(part), class: at ? "" : "kit-headline" }, runs(part))));
    refresh();
    if (focus) tabs[place - 1].focus();
  }

  function refresh() {
    const now = noted(open), done = said(open);
    tabs.forEach((tab, at) => {
      const made = said(at + 1);
      tab.textContent = `Text ${at + 1}${made ? (made.right ? " ✓" : " ✗") : ""}`;
      tab.setAttribute("aria-label", `Text ${at + 1}${made ? (made.right ? ", guessed rightly" : ", guessed otherwise") : ""}`);
      tab.toggleAttribute("aria-current", at + 1 === open);
    });
    outlet.value = now.outlet;
    sure.value = String(now.sure);
    for (const box of boxes) box.checked = now.cues.includes(box.value);
    for (const part of [outlet, sure, ...boxes]) part.disabled = Boolean(done);
    guess.hidden = Boolean(done);
    renew(answer, done, (now) => (now ? opened(now) : []));
  }

  const rules = (list) => node("ul", {}, list.map(([aspect, rule]) => node("li", {}, node("strong", {}, `${aspect}: `), runs(rule))));

  /** What Python said to a guess. */
  function opened(done) {
    const parts = [node("p", {}, runs(done.message))];
    if (done.sheets.length) parts.push(node("p", {}, "In what you went by, the style sheets say (not every habit shows in every text):"));
    for (const [title, list] of done.sheets) parts.push(node("p", {}, node("strong", {}, runs(title))), rules(list));
    if (done.more.length) parts.push(node("details", {}, node("summary", {}, `${done.sheets.length ? "Other habits" : "Habits"} of ${done.house} (${done.more.length})`), rules(done.more)));
    if (!done.sheets.length && !done.more.length) parts.push(node("p", {}, "There is no style sheet for it. Read two texts of one outlet side by side to see its habits."));
    return [node("div", { class: "kit-said", "data-verdict": done.right ? "right" : "compare" }, parts)];
  }

  const grid = (caption, heads, rows) => node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": caption }, node("table", {}, node("caption", {}, caption),
    node("thead", {}, node("tr", {}, heads.map((name) => node("th", { scope: "col" }, name)))),
    node("tbody", {}, rows.map(([first, ...rest]) => node("tr", {}, node("th", { scope: "row" }, first), rest.map((cell) => node("td", { class: "kit-number" }, cell)))))));

  function totals(sum) {
    if (!sum.n) return [];
    const shown = (number) => number.toFixed(2);
    return [grid(`Your score after ${sum.n} of ${texts.length} texts`, ["measure", "you", "by chance"], [
      ["texts guessed rightly", `${sum.hits} of ${sum.n}`, `${sum["hits by chance"]} of ${sum.n}`], ["Brier score (less is better)", shown(sum.brier), shown(sum["brier by chance"])]]),
      node("p", { class: "kit-minor" }, `The Brier score measures how far your certainty was from what was the case: 0 if you were always certain and right, 2 if always certain and wrong, ${shown(sum["brier by chance"])} if you had given every outlet the same chance each time. ${sum.note ? `${sum.n === 1 ? "1 text is" : `${sum.n} texts are`} too few to say how good you are.` : ""}`),
      sum.cues.length ? grid("What you went by", ["cue", "texts", "guessed rightly"], sum.cues.map(([cue, n, right]) => [cue, String(n), String(right)])) : "",
      sum.cues.length ? node("p", { class: "kit-minor" }, "A few texts do not show that a cue is good. Read the outlet's habits beside it.") : ""].filter(Boolean);
  }

  function fromPython() {
    refresh();
    renew(sums, model.get("sums"), totals);
    trouble.textContent = model.get("trouble");
    trouble.hidden = !model.get("trouble");
  }

  const card = node("section", { class: "kit kit-guess tex2jax_ignore mathjax_ignore", "aria-labelledby": heading },
    node("h3", { id: heading }, "Which outlet is it?"),
    node("p", { class: "kit-minor" }, `${choices.composed ? "Composed for teaching. " : ""}Names of outlets are masked, credits are taken out. ${choices.outlets.length} outlets are possible; one may come more than once, or never. Some texts may be another house's copy: if you cannot tell, say so with a low figure.`),
    node("div", { class: "kit-row", role: "group", "aria-label": "Texts" }, tabs), article,
    node("div", { class: "kit-fields" }, outlets, levels),
    node("p", { class: "kit-minor" }, "Say it like a bet: of ten guesses at 70 %, about seven should be right."),
    node("fieldset", { class: "kit-row" }, node("legend", {}, "What do you go by?"), boxes.map((box) => node("label", {}, box, box.value))),
    node("div", { class: "kit-row" }, guess, next), trouble, answer, sums, told);
  card.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey ? null : event.stopPropagation()));
  el.replaceChildren(card);
  go(1);

  const speak = (words) => told.replaceChildren(node("p", {}, runs(words)));
  const heardShown = () => {
    if (said(open)) speak(said(open).message);
    if (guess.hidden && document.activeElement === document.body) next.focus(); // the button that had the focus has gone
  };
  const heardTrouble = () => (model.get("trouble") ? speak(model.get("trouble")) : null);
  const stop = watch(model, ["given", "shown", "sums", "heard", "trouble"], fromPython);
  model.on("change:shown", heardShown);
  model.on("change:trouble", heardTrouble);
  return () => {
    stop();
    model.off("change:shown", heardShown);
    model.off("change:trouble", heardTrouble);
  };
}

export default { render };
