/* Coding by hand. A text is pieces with positions that Python counted; every change goes to Python at once, as a message
   of its own, and is drawn before the answer comes: on a slow machine nothing is lost and nobody waits. */
const WORD = 1;
const VOICES = ["attributed", "scare quotes", "no attribution found"];
const HOWS = {
  both: "= the same", "other edges": "≈ the same, other edges", "other voice": "≈ the same, other voice", "other code": "≠ another code",
  "other answer": "≠ another answer", "only mine": "← only you", "only theirs": "→ only",
};
const same = (a, b) => a[0] === b[0] && a[1] === b[1] && a[2] === b[2];

/** The marks after changes that Python has not yet answered. A mark is [start, end, code, voice, note, words]. */
function ahead(marks, pending) {
  return pending.reduce((now, { what, with: [start, end, code], more = {}, words = "" }) => {
    const mark = [start, end, code];
    if (what === "mark") return now.some((one) => same(one, mark)) ? now : [...now, [...mark, "", "", words]];
    if (what === "remove") return now.filter((one) => !same(one, mark));
    if (what === "change") return now.map((one) => (same(one, mark) ? [...mark, more.voice ?? one[3], more.note ?? one[4], one[5]] : one));
    return now;
  }, marks);
}

/** Answers after changes that Python has not yet answered: {code: [answer, reason]}. */
function answered(marks, pending, codes) {
  const now = Object.fromEntries(marks.filter((one) => codes.has(one[2])).map((one) => [one[2], one[4].split(/;(.*)/s).map((part) => part.trim())]));
  pending.filter(({ what }) => what === "answer").forEach(({ with: [code, answer, reason] }) => (now[code] = [answer, reason ?? ""]));
  return now;
}

/** The text as plain paragraphs. */
function plain(text) {
  return text.parts.map(({ dir, pieces }, part) => node("p", { dir, class: part ? "kit-part" : "kit-part kit-headline" }, runs(pieces.map(([words]) => words).join(""))));
}

/** The text only to be read, where there is nothing to mark in it. */
function readingPane(text) {
  const idle = () => {};
  return { box: node("div", { class: "kit-pane", tabIndex: 0, role: "group", "aria-label": "Text" }, plain(text)), draw: idle, chosen: () => null, show: idle };
}

/** The text as a listbox of pieces. Calls back when the selection changes; draws marks. */
function textPane(text, looks, moved) {
  const pieces = [], spans = [], gaps = [];  // gaps[k] is the space behind piece k
  let at = 0, from = 0, shown = false;
  const piece = ([words, start, end, kind], part) => {
    if (!kind) return (gaps[pieces.length - 1] = node("span", { class: "kit-space" }, words));
    const made = node("span", { class: "kit-piece", role: "option", tabIndex: -1, "aria-selected": "false" }, words);
    spans.push({ start, end, kind, part });
    pieces.push(made);
    return made;
  };
  const isolated = (made, dir) => {
    const out = [], rtl = (one) => one && RTL_LETTER.test(one.textContent);
    made.forEach((one, k) => {
      const joins = dir === "ltr" && (rtl(one) || (one.className === "kit-space" && rtl(made[k - 1]) && rtl(made[k + 1])));
      if (!joins) out.push(one);
      else if (out.at(-1)?.localName === "bdi") out.at(-1).append(one);
      else out.push(node("bdi", { dir: "rtl" }, one));
    });
    return out;
  };
  const parts = text.parts.map(({ dir, pieces: inside }, part) =>
    node("div", { role: "group", class: part ? "kit-part" : "kit-part kit-headline", dir, "aria-label": part ? `Paragraph ${part}` : "Headline" },
      isolated(inside.map((one) => piece(one, part)), dir)));
  const box = node("div", { class: "kit-pane", role: "listbox", "aria-multiselectable": "true", "aria-label": "Text to code" }, parts);
  const range = () => [Math.min(at, from), Math.max(at, from)];
  const paint = (focus) => {
    const [first, last] = range();
    pieces.forEach((one, k) => {
      const chosen = shown && k >= first && k <= last;
      if ((one.getAttribute("aria-selected") === "true") !== chosen) one.setAttribute("aria-selected", String(chosen));
      gaps[k]?.classList.toggle("kit-taken", chosen && k < last);
      if (one.tabIndex === 0 && k !== at) one.tabIndex = -1;
    });
    if (!pieces.length) return;
    pieces[at].tabIndex = 0;
    if (focus) pieces[at].focus();
  };
  const go = (to, extend, focus = true) => {
    at = Math.max(0, Math.min(pieces.length - 1, to));
    if (!extend) from = at;
    shown = true;
    paint(focus);
    moved();
  };
  const next = (k, step) => {
    let to = k + step;
    while (spans[to] && spans[to].kind !== WORD) to += step;
    return spans[to] ? to : k;
  };
  const line = (step) => {
    const here = pieces[at].getBoundingClientRect(), middle = here.left + here.width / 2;
    let best = at, row = null;
    for (let k = at + step; pieces[k]; k += step) {
      const rect = pieces[k].getBoundingClientRect();
      if (step * (rect.top - here.top) < here.height / 2) continue;
      if (row !== null && Math.abs(rect.top - row) > here.height / 2) break;
      row ??= rect.top;
      const far = (one) => Math.abs(one.left + one.width / 2 - middle);
      if (best === at || far(rect) < far(pieces[best].getBoundingClientRect())) best = k;
    }
    return best;
  };
  const sentence = () => {
    const ends = (k) => /[.!?…؟]/.test(pieces[k].firstChild.textContent) && spans[k].kind !== WORD;
    const [first, last] = range(), inside = (k) => spans[k] && spans[k].part === spans[at].part;
    let a = first, b = last;
    while (inside(a - 1) && !ends(a - 1)) a -= 1;
    while (inside(b + 1) && !ends(b)) b += 1;
    from = a;
    go(b, true);
  };
  /** The pieces that the browser's own selection touches, null when there is none in the text. */
  const touched = () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !box.contains(chosen.anchorNode) || !box.contains(chosen.focusNode)) return null;
    const area = chosen.getRangeAt(0), over = [];
    pieces.forEach((one, k) => {
      if (!area.intersectsNode(one)) return;
      const words = one.firstChild;
      const before = area.endContainer === words ? area.endOffset === 0 : area.comparePoint(words, 0) > 0;
      const after = area.startContainer === words ? area.startOffset === words.length : area.comparePoint(words, words.length) < 0;
      if (!before && !after) over.push(k);
    });
    return over.length ? [over[0], over.at(-1)] : null;
  };
  const fingers = () => {
    const over = touched();
    if (!over) return;
    [from, at, shown] = [over[0], over[1], true];
    paint(false);
    moved();
  };
  // The mouse: from the piece where it goes down to the piece where it is. What a finger selects, the browser tells.
  const places = new Map(pieces.map((one, k) => [one, k])), hit = (event) => places.get(event.target.closest(".kit-piece"));
  let dragging = false, begun = false;
  box.addEventListener("mousedown", (event) => {
    if (event.button || event.target === box) return;
    event.preventDefault();
    document.getSelection().removeAllRanges();
    [dragging, begun] = [true, hit(event) !== undefined];
    if (begun) go(hit(event), event.shiftKey);
  });
  box.addEventListener("mousemove", (event) => {
    const k = hit(event);
    if (!dragging || !(event.buttons & 1) || k === undefined || k === at) return;
    at = k;
    if (!begun) from = k;
    begun = shown = true;
    paint(false);
    moved();
  });
  box.addEventListener("mouseup", () => {
    if (dragging) pieces[at]?.focus({ preventScroll: true });
    dragging = false;
  });
  box.addEventListener("focusin", (event) => {
    const k = hit(event);
    if (k === undefined || dragging || (shown && k === at)) return;
    at = from = k;
    shown = true;
    paint(false);
    moved();
  });
  const heard = () => (box.isConnected ? fingers() : document.removeEventListener("selectionchange", heard));
  document.addEventListener("selectionchange", heard);
  /** Shows the innermost of some marks on a piece or a space. */
  const dress = (one, over) => {
    const top = looks[over.at(-1)?.[2]];
    one.classList.toggle("kit-marked", over.length > 0);
    one.style.setProperty("--mark", top?.colour ?? "");
    one.style.setProperty("--line", top?.line ?? "");
  };
  const draw = (marks) => {
    pieces.forEach((one, k) => {
      const over = marks.filter((mark) => mark[0] < spans[k].end && spans[k].start < mark[1]).sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
      const sign = over.map((mark) => mark.slice(0, 3).join(",")).join(";");
      if (one.dataset.over === sign || (!sign && !one.dataset.over)) return;
      one.dataset.over = sign;
      dress(one, over);
      if (gaps[k] && spans[k + 1]) dress(gaps[k], over.filter((mark) => mark[1] > spans[k + 1].start));
      while (one.childNodes.length > 1) one.lastChild.remove();
      const ending = over.filter((mark) => mark[1] === spans[k].end);
      if (ending.length) one.append(node("sup", { "aria-hidden": "true" }, ending.map((mark) => looks[mark[2]].letter).join("")),
        node("span", { class: "kit-hidden" }, ` (${ending.map((mark) => looks[mark[2]].title).join(", ")}) `));
    });
  };
  paint(false);
  return {
    box, draw, sentence,
    step: (forward, extend) => go(next(at, spans[at] && text.parts[spans[at].part].dir === "rtl" ? -forward : forward), extend),
    line: (step, extend) => go(line(step), extend),
    edge: (step, extend) => go(step < 0 ? 0 : pieces.length - 1, extend),
    one: () => go(at, false),
    /** Moves the first or the last piece of the selection by one. */
    nudge(first, step) {
      const ends = range();
      ends[first ? 0 : 1] = Math.max(0, Math.min(pieces.length - 1, ends[first ? 0 : 1] + step));
      if (!shown || ends[0] > ends[1]) return;
      [from, at] = ends;
      paint(false);
      moved();
    },
    show(start, end) {
      const over = spans.flatMap((one, k) => (one.start < end && start < one.end ? [k] : []));
      if (!over.length) return;
      from = over[0];
      go(over.at(-1), true);
    },
    /** What is selected: [start, end, words], null before anything is. */
    chosen() {
      if (!shown || !pieces.length) return null;
      const [first, last] = range(), words = [];
      for (let k = first; k <= last; k += 1) words.push(k > first && spans[k].start > spans[k - 1].end ? " " : "", pieces[k].firstChild.textContent);
      return [spans[first].start, spans[last].end, words.join("")];
    },
  };
}

function render({ model, el }) {
  const view = fresh("view"), name = fresh("codes");
  const book = model.get("book"), groups = model.get("items");
  const looks = Object.fromEntries(book.map((code) => [code.id, code])), asked = new Set(groups.flatMap((group) => group.items.map((item) => item.id)));
  let pending = [], sent = 0, current = book[0]?.id, pane, late;
  const marks = () => ahead(model.get("state").marks.filter((one) => !asked.has(one[2])), pending).sort((a, b) => a[0] - b[0] || a[1] - b[1]);

  /** Sends a change to Python; what Python has not answered after two seconds is said to be unsaved. */
  const act = (what, args = [], more = {}, words = "") => {
    sent += 1;
    const change = { what, with: args, more, id: `${view}:${sent}` };
    pending.push({ ...change, words });
    model.send(change);
    clearTimeout(late);
    late = setTimeout(() => pending.length && (status.textContent = `Waiting for Python; not saved yet: ${pending.length}.`), 2000);
    draw();
  };

  // The bar: what is selected, the code, and what to do with it.
  const quote = node("span", { class: "kit-quote" }), status = live(), notices = node("div"), saved = node("p", { class: "kit-minor" });
  const menu = node("select", { id: fresh("code"), onchange: (event) => choose(event.target.value) },
    book.map((code) => node("option", { value: code.id }, `${code.letter} ${code.title}`)));
  const button = (text, label, onclick, properties = {}) => node("button", { type: "button", onclick, ...(label ? { "aria-label": label, title: label } : {}), ...properties }, text);
  const markButton = button("Mark", "", () => mark(), { class: "kit-main" });
  const undo = button("Undo", "", () => act("undo")), redo = button("Redo", "", () => act("redo"));
  const nudges = [["⇤", "Begin one piece earlier", true, -1], ["⇥", "Begin one piece later", true, 1], ["⇤", "End one piece earlier", false, -1], ["⇥", "End one piece later", false, 1]]
    .map(([text, label, first, step]) => button(text, label, () => pane.nudge(first, step)));
  const edges = node("span", { class: "kit-edges", role: "group", "aria-label": "Move the edges of what is selected" },
    node("span", { class: "kit-minor", "aria-hidden": "true" }, "begin"), nudges[0], nudges[1], node("span", { class: "kit-minor", "aria-hidden": "true" }, "end"), nudges[2], nudges[3]);
  const bar = node("div", { class: "kit-bar", role: "group", "aria-label": "Mark" },
    node("p", { class: "kit-chosen" }, "Selected: ", quote),
    node("div", { class: "kit-row" }, node("label", { class: "kit-narrow", htmlFor: menu.id }, "Code"), node("span", { class: "kit-narrow" }, menu), markButton, edges, undo, redo), status);

  const mark = (code = current) => {
    const chosen = pane.chosen();
    if (!chosen) return (status.textContent = "Select words first: drag over them, tap one, or walk to them with the arrow keys.");
    act("mark", [chosen[0], chosen[1], code], {}, chosen[2]);
    document.getSelection().removeAllRanges();
  };

  // The codebook: a list to choose from, and the chosen code in full.
  const search = node("input", { type: "text", id: fresh("search"), autocomplete: "off", oninput: () => filter() });
  const rows = book.map((code, k) => node("label", { class: "kit-code" },
    node("input", { type: "radio", name, value: code.id, onchange: () => choose(code.id) }),
    node("span", { class: "kit-letter", style: `--mark:${code.colour};--line:${code.line}` }, code.letter),
    node("span", { class: "kit-name" }, runs(code.title)), k < 9 ? node("kbd", { "aria-hidden": "true" }, String(k + 1)) : ""));
  const none = node("p", { class: "kit-minor" });
  const list = node("fieldset", { class: "kit-codes kit-wide" }, node("legend", { class: "kit-hidden" }, "Code"), rows, none);
  const meaning = node("div", { class: "kit-meaning" });
  const filter = () => {
    const words = search.value.trim().toLowerCase();
    const hits = book.map((code) => [code.title, code.id, code.definition, code.question, code.example].join(" ").toLowerCase().includes(words));
    rows.forEach((row, k) => (row.hidden = !hits[k]));
    none.textContent = hits.includes(true) ? "" : "No code has these words.";
  };
  const choose = (id) => {
    current = id;
    menu.value = id;
    rows.forEach((row) => (row.querySelector("input").checked = row.querySelector("input").value === id));
    const code = looks[id], line = (title, text) => (text ? node("p", { dir: direction(text) }, node("strong", {}, `${title} `), runs(text)) : "");
    meaning.replaceChildren(node("h4", {}, `${code.letter} ${code.title}`), line("", code.definition), line("Ask:", code.question),
      line("Yes:", code.example), line("Not:", code.counter_example),
      code.decision ? node("details", {}, node("summary", {}, "Hard cases"), node("p", { dir: direction(code.decision) }, runs(code.decision))) : "");
    pane && refresh();
  };

  // What is marked here, and all marks.
  const here = node("div", { class: "kit-here" });
  const all = node("details", { class: "kit-all", ontoggle: () => draw() }, node("summary", {}, "All marks"), node("div"));
  const noteField = (value, label, change) => {
    let sentNote = value; // every key is sent: whatever happens to the machine, no more than the last one is lost
    const flush = (event) => event.target.value !== sentNote && change((sentNote = event.target.value));
    return node("label", { class: "kit-note" }, label, node("input", { type: "text", dir: "auto", value, autocomplete: "off", oninput: flush, onchange: flush }));
  };
  const markCard = (one) => {
    const [start, end, code, voice, note, words] = one;
    return node("div", { class: "kit-said", "data-mark": one.slice(0, 3).join(",") },
      node("p", {}, node("strong", {}, `${looks[code].letter} ${looks[code].title}: `), "“", runs(words), "”"),
      node("div", { class: "kit-row" }, noteField(note, "Note ", (text) => act("change", [start, end, code], { note: text })),
        node("label", {}, "Voice ", node("select", { onchange: (event) => act("change", [start, end, code], { voice: event.target.value }) },
          ["", ...VOICES].map((name) => node("option", { value: name, selected: name === voice }, name || "not given")))),
        button("Take away", `Take away ${looks[code].title}: ${words}`, () => act("remove", [start, end, code]))));
  };
  const drawHere = () => {
    const chosen = pane.chosen(), over = chosen ? marks().filter((one) => one[0] < chosen[1] && chosen[0] < one[1]) : [];
    const sign = over.map((one) => one.slice(0, 3).join(",")).join(";");
    const typing = here.contains(document.activeElement) && here.dataset.over === sign;
    here.dataset.over = sign;
    if (typing) return;
    const inside = here.contains(document.activeElement);
    here.replaceChildren(...(over.length ? [node("h4", {}, over.length === 1 ? "Your mark here" : `Your ${over.length} marks here`), ...over.slice(0, 8).map(markCard)] : []));
    if (inside) (here.querySelector("input") ?? pane.box.querySelector("[tabindex='0']") ?? pane.box).focus();
  };
  const drawAll = () => {
    const now = marks();
    all.firstChild.textContent = `All marks (${now.length})`;
    all.hidden = !book.length;
    if (!all.open) return;
    all.lastChild.replaceChildren(table("Your marks, in the order of the text", ["words", "code", "voice", "note"], now.map((one) => [
      button([...one[5]].slice(0, 60).join(""), `Show in the text: ${one[5]}`, () => pane.show(one[0], one[1]), { class: "kit-link", dir: "auto" }),
      `${looks[one[2]].letter} ${looks[one[2]].title}`, one[3], one[4]])));
  };

  // Questions about the whole text.
  const answers = {};
  const question = (item) => {
    const radio = (answer) => node("td", {}, node("label", { class: "kit-radio" },
      node("input", { type: "radio", name: `${name}-${item.id}`, value: answer, "aria-label": `${item.title}: ${answer}`, onchange: () => act("answer", [item.id, answer, answers[item.id].reason()]) })));
    const cells = ["yes", "no", "not sure"].map(radio), why = node("div");
    let reason = "";
    const row = node("tr", {}, node("th", { scope: "row" }, runs(item.question), why), cells);
    answers[item.id] = {
      reason: () => why.querySelector("input")?.value ?? reason,
      draw([answer, because = ""] = ["", ""]) {
        cells.forEach((cell) => (cell.querySelector("input").checked = cell.querySelector("input").value === answer));
        const typing = why.contains(document.activeElement);
        if (!answer) why.replaceChildren();
        else if (!typing && (because !== reason || !why.firstChild)) why.replaceChildren(noteField(because, "Because ", (text) => act("answer", [item.id, cells.map((cell) => cell.querySelector("input")).find((one) => one.checked).value, text])));
        reason = because;
      },
    };
    return row;
  };
  const questions = groups.map((group) => node("details", { open: groups.length < 6 },
    node("summary", {}, group.title, " ", node("span", { class: "kit-minor kit-count" })),
    node("table", { class: "kit-questions" }, node("caption", { class: "kit-hidden" }, `${group.title}: questions about the whole text`),
      node("thead", {}, node("tr", {}, ["In this text …", "yes", "no", "not sure"].map((head) => node("th", { scope: "col" }, head)))),
      node("tbody", {}, group.items.map(question))),
    group.decision ? node("details", { class: "kit-hard" }, node("summary", {}, "Hard cases"), node("p", {}, runs(group.decision))) : ""));

  // Comparison.
  const partner = node("select", { id: fresh("partner") }, model.get("others").map(({ id, title }) => node("option", { value: id }, title)));
  const result = node("div", { class: "kit-result" });
  const drawResult = () => {
    const found = model.get("comparison");
    if (!found.rows) return;
    result.replaceChildren(node("p", {}, node("strong", {}, found.said), " Where you part, read the words again: it is the codebook that may be unclear."),
      table(`You and ${found.who}`, ["", "words", "you", found.who], found.rows.map(({ how, words, theirs, said, span }) => [
        how === "only theirs" ? `${HOWS[how]} ${found.who}` : HOWS[how], span ? button(words, `Show in the text: ${words}`, () => pane.show(...span), { class: "kit-link", dir: "auto" }) : words,
        said[0], theirs ? `${said[1]}: “${theirs}”` : said[1]])));
  };
  const comparing = node("div", { class: "kit-comparing" }, node("div", { class: "kit-row" }, node("label", { htmlFor: partner.id }, "Compare with"), partner,
    button("Compare", "", () => act("compare", [partner.value]))), result);

  const reading = node("details", { class: "kit-help" }, node("summary", {}, "Read the text first, without marks"));
  const help = node("details", { class: "kit-help" }, node("summary", {}, "How to mark"), node("ul", {},
    ["By mouse: drag over words, choose a code, press Mark.", "By touch: tap a word and move its edges with the arrows, or press long and drag; then Mark.",
      "By keyboard, in the text: arrow keys walk, Shift + arrow keys select, the full stop takes the whole sentence. Enter marks with the chosen code; 1 to 9, or the letter of a code, mark with that code at once. Delete takes the marks here away, Ctrl + Z undoes, Ctrl + Y does it again, / goes to the codes.",
      "Everything is saved by itself, after each change, in the folder my_work."].map((text) => node("li", {}, text))));
  const title = fresh("title"), paneBox = node("div");
  const desk = node("div", { class: book.length ? "kit-desk" : "kit-desk kit-asking" },
    node("div", { class: "kit-left" }, book.length ? bar : "", paneBox, book.length ? "" : [node("div", { class: "kit-row" }, undo, redo), status], saved, here),
    book.length ? node("div", { class: "kit-right" }, node("h4", {}, "Codebook"), book.length > 9 ? node("p", { class: "kit-wide" }, node("label", { htmlFor: search.id }, "Search "), search) : "", list, meaning) : "",
    node("div", { class: book.length ? "kit-below" : "kit-right" }, questions.length ? node("h4", {}, "The whole text") : "", questions));
  const card = node("section", { class: "kit kit-coder tex2jax_ignore mathjax_ignore", "aria-labelledby": title },
    node("h3", { id: title }, "Code by hand ", node("span", { class: "kit-minor" })), node("p", { class: "kit-minor" }), notices,
    book.length ? [help, reading] : node("p", {}, "Read the text, then answer the questions. “Not sure” is an answer, and a reason is worth more than a yes. Everything is saved by itself, in the folder my_work."), desk, all, partner.options.length ? comparing : "");
  card.addEventListener("keydown", (event) => {
    if (book.length && pane.box.contains(event.target) && keys(event)) event.preventDefault(), event.stopPropagation();
    else if (/^[zy]$/i.test(event.key) && (event.ctrlKey || event.metaKey) && event.target.type !== "text") {
      act(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
      event.preventDefault();
      event.stopPropagation();
    } else if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  /** A key pressed in the text; true when it meant something. */
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const code = book[event.key - 1] ?? book.find((one) => one.letter === event.key);
    const does = {
      ArrowRight: () => pane.step(1, event.shiftKey), ArrowLeft: () => pane.step(-1, event.shiftKey), ArrowDown: () => pane.line(1, event.shiftKey), ArrowUp: () => pane.line(-1, event.shiftKey),
      Home: () => pane.edge(-1, event.shiftKey), End: () => pane.edge(1, event.shiftKey), Escape: () => pane.one(), "/": () => (card.querySelector(".kit-codes :checked") ?? menu).focus(),
      Enter: () => book.length && mark(), " ": () => book.length && mark(), Delete: () => takeAway(), Backspace: () => takeAway(),
    }[event.key] ?? (code ? () => mark(code.id) : event.key === "." ? () => pane.sentence() : null);
    if (does) does();
    return Boolean(does);
  };
  const takeAway = () => {
    const chosen = pane.chosen();
    marks().filter((one) => chosen && one[0] < chosen[1] && chosen[0] < one[1]).forEach((one) => act("remove", one.slice(0, 3)));
  };

  /** Redraws what depends on the selection. */
  const refresh = () => {
    const chosen = pane.chosen();
    quote.replaceChildren(...(chosen ? ["“", ...runs(chosen[2].length > 90 ? `${[...chosen[2]].slice(0, 60).join("")} … ${[...chosen[2]].slice(-20).join("")}` : chosen[2]), "”"] : ["nothing yet"]));
    if (book.length) markButton.textContent = `Mark as ${looks[current].title}`;
    drawHere();
  };
  /** Redraws what depends on the marks. */
  const draw = () => {
    const state = model.get("state");
    pane.draw(marks());
    drawAll();
    refresh();
    const now = answered(state.marks, pending, asked);
    groups.forEach((group, k) => {
      group.items.forEach((item) => answers[item.id].draw(now[item.id]));
      questions[k].querySelector(".kit-count").textContent = `(${group.items.filter((item) => now[item.id]?.[0]).length} of ${group.items.length} answered)`;
    });
    undo.disabled = !state.undo && !pending.length;
    redo.disabled = !state.redo;
    const when = state.when && new Date(state.when).toLocaleTimeString();
    saved.textContent = [state.unsaved || (when ? `Saved at ${when} as my_work/${state.file}` : "Nothing to save yet"), state.hidden ? `${state.hidden} more of your marks have codes that are not on offer here; they are kept.` : ""].filter(Boolean).join(" · ");
    saved.classList.toggle("kit-unsaved", Boolean(state.unsaved));
    notices.replaceChildren(...(state.notices.length ? [node("div", { class: "kit-said", role: "alert" }, state.notices.map((text) => node("p", {}, text)), button("I have read this", "", () => act("read")))] : []));
  };
  const told = () => {
    const state = model.get("state"), place = pending.findIndex((change) => change.id === state.done);
    pending = pending.slice(place + 1);
    if (!pending.length) clearTimeout(late);
    const typing = document.activeElement?.closest(".kit-note"); // a note is sent key by key, and spoken of once
    if (place >= 0 && !(typing && status.textContent === state.said)) status.textContent = state.said;
    draw();
  };
  const rebuild = () => {
    const text = model.get("text");
    card.querySelector("h3 span").textContent = `${text.about}`;
    card.querySelector("h3 + p").textContent = text.care;
    pane = book.length ? textPane(text, looks, refresh) : readingPane(text);
    reading.replaceChildren(reading.firstChild, ...plain(text));
    paneBox.replaceChildren(pane.box);
    draw();
  };
  el.replaceChildren(card);
  const offs = [["text", rebuild], ["state", told], ["comparison", drawResult]].map(([trait, does]) => watch(model, [trait], does));
  if (book.length) choose(current);
  return () => offs.forEach((off) => off());
}

/** A table with a caption, in a box that scrolls by itself. */
function table(caption, heads, rows) {
  return node("div", { class: "kit-scroll", tabIndex: 0, role: "group", "aria-label": caption }, node("table", {}, node("caption", {}, `${caption} (${rows.length})`),
    node("thead", {}, node("tr", {}, heads.map((head) => node("th", { scope: "col" }, head || node("span", { class: "kit-hidden" }, "agreement"))))),
    node("tbody", {}, rows.map((cells) => node("tr", {}, cells.map((cell) => node("td", {}, typeof cell === "string" ? runs(cell) : cell)))))));
}

export default { render };
