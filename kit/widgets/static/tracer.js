/* A spliced page, line by line. Each change goes to Python as a message of its own, so that none is lost while Python is busy;
   what was changed here and not yet heard there wins over what comes from there. */
const STATED = ["shared", "only you", "only the key"];
const NOTHING = { voice: "", origin: "", phenomena: [], contradicts: [] };

/** A label with a menu behind it; `none` is the choice that answers nothing. */
function menu(label, none, options, changed) {
  const id = fresh("menu");
  const select = node("select", { id, onchange: changed }, node("option", { value: "" }, none),
    options.map(([value, words]) => node("option", { value }, words)));
  return [node("div", { class: "kit-field" }, node("label", { htmlFor: id }, label), select), select];
}

function render({ model, el }) {
  const lines = model.get("lines"), choices = model.get("choices"), view = fresh("view");
  const steps = choices.steps.map(([name]) => name);
  const names = Object.fromEntries([...choices.voices, ...choices.origins]);
  const mine = new Map(); // line -> [number of the message, answer], until Python has heard it
  const drawn = new WeakMap(), heading = fresh("tracer"); // drawn: part -> what it shows
  let count = 0, open = 0;
  const tell = (content) => model.send({ ...content, view, count: (count += 1) });
  const answer = (line) => {
    const [sent, own] = mine.get(line) ?? [0, null];
    return sent > (model.get("heard")[view] ?? 0) ? own : model.get("given")[String(line)] ?? NOTHING;
  };
  const told = live(), progress = node("p"), trouble = node("p", { class: "kit-said", "data-verdict": "not yet", hidden: true }), agreement = node("div");
  told.classList.add("kit-hidden"); // what it says stands in the open card too
  const cards = lines.map((text, place) => card(text, place + 1));
  const all = node("button", { type: "button", onclick: () => tell({ do: "compare" }) }, "Compare all I answered");

  /** One line: the text as a button that opens its card, a summary of what was answered, and the card. */
  function card(text, line) {
    const box = node("div", { class: "kit-card", hidden: true, id: fresh("card"), role: "group", "aria-label": `Line ${line}` }), sum = node("p", { class: "kit-minor kit-sum" });
    const button = node("button", { type: "button", class: "kit-line", dir: direction(text), "aria-expanded": "false", "aria-controls": box.id, onclick: () => go(open === line ? 0 : line) },
      node("span", { class: "kit-place" }, `${line} `), node("span", {}, runs(text)));
    return { line, button, box, sum, item: node("li", {}, button, sum, box), update: null };
  }

  /** Opens one card (0: none) and closes the others; the focus stays on the line's button. */
  function go(line, focus) {
    open = line;
    for (const one of cards) {
      const here = one.line === line;
      if (here && !one.update) fill(one);
      one.box.hidden = !here;
      one.button.setAttribute("aria-expanded", String(here));
      if (here && focus) one.button.focus();
    }
    refresh();
  }

  /** The controls of a card, made when it is opened first. */
  function fill(one) {
    const change = () => {
      const marked = boxes.filter((box) => box.checked).map((box) => box.value);
      const now = {
        voice: voice.value, origin: origin.value, phenomena: [step.value, ...marked].filter(Boolean),
        contradicts: (against.value.match(/\d+/g) ?? []).map(Number),
      };
      mine.set(one.line, [count + 1, now]);
      tell({ do: "trace", line: one.line, answer: now });
      refresh();
    };
    const [voices, voice] = menu("Whose words?", "choose", choices.voices, change);
    const [origins, origin] = menu("Copied from", "choose", choices.origins, change);
    const [ladder, step] = menu("Who says so, on this page?", "none of these steps", choices.steps, change);
    const boxes = [];
    const marks = choices.marks.map(([name, words]) => {
      const box = node("input", { type: "checkbox", value: name, onchange: change });
      boxes.push(box);
      return node("label", { class: "kit-option" }, box, node("span", {}, node("strong", {}, name), words ? ` ${words}` : ""));
    });
    const id = fresh("against");
    const against = node("input", { type: "text", id, size: 12, inputMode: "numeric", autocomplete: "off", onchange: change });
    const look = node("button", { type: "button", onclick: () => tell({ do: "look", line: one.line }) }, "Look for it in the texts");
    const compare = node("button", { type: "button", class: "kit-main", onclick: () => tell({ do: "compare", lines: [one.line] }) }, "Compare with the key");
    const next = node("button", { type: "button", disabled: one.line === lines.length, onclick: () => go(one.line + 1, true) }, "Next line");
    const found = node("div"), key = node("div");
    one.foot = node("div");
    one.box.append(node("div", { class: "kit-fields" }, voices, origins, ladder),
      node("fieldset", {}, node("legend", {}, "What happened to it on the way? (as many as you see)"), node("div", { class: "kit-marks" }, marks),
        node("div", { class: "kit-row" }, node("label", { htmlFor: id }, "It contradicts line(s)"), against)),
      node("div", { class: "kit-row" }, choices.look ? look : "", compare, next), one.foot, found, key);
    one.update = () => {
      const now = answer(one.line), nobody = now.voice === "boilerplate";
      voice.value = now.voice;
      origin.value = nobody ? "" : now.origin;
      step.value = now.phenomena.find((name) => steps.includes(name)) ?? "";
      for (const box of boxes) box.checked = now.phenomena.includes(box.value);
      if (against !== document.activeElement) against.value = now.contradicts.join(" ");
      for (const part of [origin, step, against, ...boxes]) part.disabled = nobody;
      renew(found, model.get("found")[String(one.line)], finds);
      renew(key, model.get("shown")[String(one.line)], opened);
    };
  }

  /** Draws a part anew, only if what it shows has changed: the focus stays where it was. */
  function renew(part, shown, make) {
    const now = JSON.stringify(shown ?? null);
    if (drawn.get(part) === now) return;
    drawn.set(part, now);
    part.replaceChildren(...make(shown));
  }

  /** Sentences that are like the line; the words they share are underlined. */
  function finds(list) {
    if (!list) return [];
    if (!list.length) return [node("p", { class: "kit-said" }, "No sentence in the texts shares as much as a tenth of this line's word pairs. It may be new, or told in other words.")];
    return [node("div", { class: "kit-said" }, node("p", {}, "Most like it in the texts (shared words are underlined). Who copied from whom, and what was changed, is for you to say."),
      list.map(({ share, article, pieces }) => node("p", { dir: direction(pieces.map(([words]) => words).join("")) },
        node("strong", {}, `${article}, ${Math.round(100 * share)} % of the line's word pairs: `),
        pieces.map(([words, same]) => (same ? node("span", { class: "kit-same" }, runs(words)) : runs(words))))))];
  }

  /** What the key says of a line that was compared. */
  function opened(said) {
    if (!said) return [];
    const list = (name) => `${name}: ${said[name].map(named).join(", ") || "nothing"}`;
    return [node("div", { class: "kit-said", "data-verdict": "compare" }, node("p", {}, node("strong", {}, "You and the key")),
      node("ul", {}, STATED.map((name) => node("li", {}, list(name)))), said.why ? node("p", { dir: direction(said.why) }, node("strong", {}, "The key's reason: "), runs(said.why)) : "")];
  }

  const named = (mark) => mark.replace(/^(voice|origin): (.*)$/, (whole, kind, id) => `${kind} ${names[id] ?? id}`);

  /** What was answered, in one line. */
  function summary(line) {
    const now = answer(line);
    const marks = now.phenomena.filter((name) => name !== "boilerplate" && name !== "contradiction");
    const parts = [now.voice && (names[now.voice] ?? now.voice), now.origin && now.origin !== "boilerplate" && `from ${now.origin === "original" ? "none of the texts" : now.origin}`,
      ...marks, now.phenomena.includes("contradiction") && ["contradiction", ...now.contradicts].join(" ")].filter(Boolean);
    return [parts.join(" · "), model.get("shown")[String(line)] ? "compared" : ""].filter(Boolean).join(" · ");
  }

  const compared = () => (Object.keys(model.get("shown")).length === 1 ? "1 line" : `${Object.keys(model.get("shown")).length} lines`);

  function rows(table) {
    if (!table.length) return [];
    const heads = ["what", ...STATED];
    return [node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": "You and the key" }, node("table", {},
      node("caption", {}, `You and the key: ${compared()} compared`),
      node("thead", {}, node("tr", {}, heads.map((name) => node("th", { scope: "col" }, name)))),
      node("tbody", {}, table.map((row) => node("tr", {}, node("th", { scope: "row" }, row.what),
        STATED.map((name) => node("td", { class: "kit-number" }, String(row[name])))))))),
      node("p", { class: "kit-minor" }, "What counts is your answer from before the key was open. The key is one reading with reasons: where you differ, weigh the reason.")];
  }

  function refresh() {
    const answered = lines.filter((_, place) => answer(place + 1).voice).length;
    progress.textContent = `${answered} of ${lines.length} lines have a voice; compared: ${Object.keys(model.get("shown")).length}.`;
    all.disabled = !answered;
    for (const one of cards) {
      const said = summary(one.line);
      one.sum.textContent = said;
      one.sum.hidden = !said;
      if (one.line === open) one.update();
    }
  }

  function fromPython() {
    refresh();
    trouble.textContent = model.get("trouble");
    trouble.hidden = !model.get("trouble");
    (cards[open - 1]?.foot ?? top).append(trouble);
    renew(agreement, model.get("table"), rows);
  }

  const section = node("section", { class: "kit kit-tracer tex2jax_ignore mathjax_ignore", "aria-labelledby": heading },
    node("h3", { id: heading }, "Trace the page line by line"),
    node("p", { class: "kit-minor" }, "Choose a line. Say whose words it has, and what happened to them on the way. Then compare with the key. By keyboard: Tab to a line, Enter to open it."),
    node("div", { class: "kit-row" }, progress, all), node("ol", { class: "kit-lines" }, cards.map((one) => one.item)), agreement, told);
  const top = section.querySelector(".kit-row");
  section.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey ? null : event.stopPropagation()));
  el.replaceChildren(section);

  /** What a screen reader is told: what the last act changed. */
  const speak = (words) => told.replaceChildren(node("p", {}, runs(words)));
  const watched = {
    shown: () => {
      const said = model.get("shown")[String(open)];
      speak(said ? `Line ${open}. ${STATED.map((name) => `${name}: ${said[name].map(named).join(", ") || "nothing"}`).join(". ")}.` : "Compared. The table below the page says how far you agree.");
    },
    found: () => speak(`Line ${open}: ${model.get("found")[String(open)]?.length ?? 0} sentences in the texts are like it.`),
    trouble: () => (model.get("trouble") ? speak(model.get("trouble")) : null),
  };
  const undo = Object.entries(watched).map(([name, say]) => {
    model.on(`change:${name}`, say);
    return () => model.off(`change:${name}`, say);
  });
  const stop = watch(model, ["given", "shown", "found", "table", "heard", "trouble"], fromPython);
  if (model.get("trouble")) speak(model.get("trouble"));
  return () => [stop, ...undo].forEach((end) => end());
}

export default { render };
