/* A list on the bench. Every click is a message of its own to Python, which answers with a new view: none is lost or out of date. */
/** What stays where the focus was, when a part is drawn again. */
function redraw(part, ...children) {
  const key = part.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const row = key ? [...part.querySelectorAll("[data-key]")].findIndex((one) => one.dataset.key === key) : -1;
  part.replaceChildren(...children.flat(Infinity).filter((child) => child));
  const keyed = [...part.querySelectorAll("[data-key]")];
  if (key) (keyed.find((one) => one.dataset.key === key) ?? keyed[Math.min(row, keyed.length - 1)])?.focus();
}

/** Buttons of a table as one stop of Tab: arrows go from one to the next. */
function roving(part, current) {
  const all = [...part.querySelectorAll("[data-rove]")];
  const first = all.find((one) => one === document.activeElement) ?? all.find((one) => one.getAttribute("aria-current") === "true") ?? all[0];
  all.forEach((one) => { one.tabIndex = one === first ? 0 : -1; });
}

function rove(event) {
  const all = [...event.currentTarget.querySelectorAll("[data-rove]")], at = all.indexOf(event.target);
  if (at < 0) return;
  const wide = Number(event.currentTarget.dataset.wide ?? 1);
  const step = { ArrowDown: wide, ArrowUp: -wide, ArrowRight: 1, ArrowLeft: -1, Home: -at, End: all.length - 1 - at }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  all.forEach((one) => { one.tabIndex = one === next ? 0 : -1; });
  next.focus();
}

const table = (caption, heads, rows, properties = {}) => node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": caption, ...properties },
  node("table", {}, node("caption", {}, caption), node("thead", {}, node("tr", {}, heads.map((name) => node("th", { scope: "col" }, name)))), node("tbody", {}, rows)));
const number = (text) => node("td", { class: "kit-number" }, String(text));
const cell = (text) => node("td", { dir: direction(text) }, runs(text));
const rowhead = (...inside) => node("th", { scope: "row" }, inside);

function menu(label, options, value, pick) {
  const id = fresh("pick");
  const made = node("select", { id, "data-key": label, onchange: (event) => pick(event.target.value) },
    Object.entries(options).map(([name, text]) => node("option", { value: name }, text)));
  made.value = value;
  return [node("label", { htmlFor: id }, label), made];
}

/** The form of one entry. What somebody typed stays until Python has taken it, also while another entry is looked at. */
function form(ask, turned) {
  const drafts = {}, given = {}, inputs = {}, said = {}, id = fresh("entry");
  let shown = "", entries = [], view = null;
  const entry = () => entries.find((one) => one.term === shown) ?? {};
  const values = () => Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
  const control = (name, made) => {
    inputs[name] = made;
    made.addEventListener("input", () => { drafts[shown] = values(); });
    made.id = `${id}-${name}`;
    made.dir = "auto";
    made.setAttribute("aria-describedby", `${id}-${name}-said`);
    said[name] = node("p", { class: "kit-wrong", id: `${id}-${name}-said`, hidden: true });
    return made;
  };
  const field = (name, label, made) => node("div", { class: "kit-field" }, node("label", { htmlFor: `${id}-${name}` }, label), control(name, made), said[name]);
  const line = (properties) => node("input", { type: "text", autocomplete: "off", spellcheck: false, ...properties });
  const button = (text, onclick) => node("button", { type: "button", onclick }, text);
  const send = (what, of, more) => { given[shown] = JSON.stringify(values()); ask(what, of, more, shown); };
  const addTrap = () => send("trap", [shown, inputs.trap.value]);
  const groups = node("datalist", { id: `${id}-groups` }), heading = node("h4", {}), minor = node("span", { class: "kit-minor" });
  const keep = node("button", { type: "submit", class: "kit-main" });
  const drop = button("", () => ask(entry().dropped ? "restore" : "drop", [shown]));
  const another = button("New entry", () => { choose(""); ask("look", [], { entry: "", lines: view.look.lines }); inputs.term.focus(); });
  const phrases = node("details", {}, node("summary", {}), field("traps", "Its traps, one a line", node("textarea", { rows: 6 })));
  const trapButton = button("Add trap", addTrap);
  const trapRow = node("div", {}, node("div", { class: "kit-row kit-trap" },
    field("trap", "New trap: a phrase in which it is not meant", line({ onkeydown: (event) => { if (event.key === "Enter" && shown) { event.preventDefault(); addTrap(); } } })),
    trapButton), phrases);
  const submit = (event) => {
    event.preventDefault();
    const { term, code, stance, gloss, trap, traps } = values();
    shown ? send("change", [shown], { term, code, stance, gloss, trap: traps.split("\n").join(" | ") }) : send("add", [term], { code, stance, gloss, trap });
  };
  const card = node("form", { class: "kit-entry", novalidate: true, onsubmit: submit }, heading, field("term", "Word or phrase", line({ placeholder: "rebel*   (* stands for any ending)" })),
    node("div", { class: "kit-row" }, field("code", "Word group", line()), field("stance", "Choosing it is", node("select"))), groups,
    field("gloss", "It may frame because it …", line()), trapRow, node("div", { class: "kit-row" }, keep, drop, another));
  inputs.code.setAttribute("list", groups.id);
  const put = (fields) => Object.entries(inputs).forEach(([name, input]) => { if (input.value !== (fields[name] ?? "")) input.value = fields[name] ?? ""; });
  const fields = () => drafts[shown] ?? (shown ? { ...entry(), traps: (entry().traps ?? []).join("\n") } : { stance: "descriptive" });
  const names = () => {
    const { dropped, now, texts, traps } = entry();
    minor.textContent = drafts[shown] && shown ? " (changed here, not kept yet)" : shown ? ` (${now} ${now === 1 ? "hit" : "hits"} in ${texts} ${texts === 1 ? "text" : "texts"})` : "";
    heading.replaceChildren(...(shown ? ["The entry ", ...runs(shown), minor] : ["A new entry"]));
    keep.textContent = shown ? "Keep the change" : "Add the entry";
    drop.textContent = dropped ? "Put it back" : "Drop the entry";
    keep.hidden = trapRow.hidden = Boolean(dropped);
    drop.hidden = trapButton.hidden = phrases.hidden = !shown;
    trapButton.hidden = !shown;
    phrases.querySelector("summary").textContent = `All its traps (${(traps ?? []).length})`;
  };
  const wrong = ({ field: name, draft, sentence } = {}) => Object.entries(said).forEach(([one, place]) => {
    const here = one === name && draft === shown;
    place.hidden = !here;
    place.replaceChildren(...(here ? ["Not kept: ", ...runs(sentence)] : []));
    inputs[one].setAttribute("aria-invalid", String(here));
    if (here && card.contains(document.activeElement)) inputs[one].focus();
  });
  /** Shows another entry at once; what was typed for it comes back. */
  const choose = (term) => { shown = term; put(fields()); names(); wrong(); turned(term); };
  const draw = (news, follow) => {
    view = news;
    entries = view.entries;
    const { kept } = view.said;
    if (kept !== undefined && kept !== null && JSON.stringify(drafts[kept]) === given[kept]) delete drafts[kept];
    const stance = inputs.stance.value;
    inputs.stance.replaceChildren(...view.stances.map((name) => node("option", { value: name }, name)));
    inputs.stance.value = stance || "descriptive";
    groups.replaceChildren(...view.codes.map((name) => node("option", { value: name })));
    if (follow) shown = view.look.entry;
    if (follow || !drafts[shown]) put(fields());
    names();
    wrong(view.said);
  };
  const begin = (term) => { drafts[""] = { ...(drafts[""] ?? { stance: "descriptive" }), term }; choose(""); inputs.term.focus(); };
  return { card, draw, begin, choose, shown: () => shown };
}

function render({ model, el }) {
  let sent = 0;
  const ask = (what, of = [], more = {}, draft = "") => model.send({ do: what, of, with: more, draft, count: sent += 1 });
  const look = (more) => ask("look", [], more);
  const current = (term) => list.querySelectorAll("[data-rove]").forEach((one) => one.setAttribute("aria-current", String(one.dataset.key === term)));
  const status = live(), title = fresh("bench"), entry = form(ask, (term) => current(term));
  const figures = node("div"), list = node("div", { onkeydown: rove }), lines = node("div", { onkeydown: rove, "data-wide": "2" });
  const rates = node("div"), changed = node("div");
  const name = node("input", { type: "text", id: fresh("name"), size: 18, autocomplete: "off", spellcheck: false, "data-key": "name" });
  const undo = node("button", { type: "button", onclick: () => ask("undo") }, "Undo");
  const save = node("form", { class: "kit-row", onsubmit: (event) => { event.preventDefault(); ask("save", [name.value]); } },
    node("label", { htmlFor: name.id }, "Save as"), name, node("button", { type: "submit" }, "Save"));
  const heading = node("h3", { id: title }), trouble = node("p", { class: "kit-wrong", role: "alert", hidden: true });
  const card = node("section", { class: "kit kit-workbench tex2jax_ignore mathjax_ignore", "aria-labelledby": title },
    heading, figures, node("div", { class: "kit-row" }, undo, save), status, trouble,
    node("div", { class: "kit-columns" }, list, entry.card), lines, node("div", { class: "kit-columns" }, rates, changed));
  card.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey ? null : event.stopPropagation()));
  el.replaceChildren(card);

  const entryRow = (row, view) => node("tr", { class: row.dropped ? "kit-gone" : "" },
    rowhead(node("button", { type: "button", class: "kit-word-button", "data-rove": true, "data-key": row.term, dir: "auto", "aria-current": String(row.term === entry.shown()), onclick: () => { entry.choose(row.term); look({ entry: row.term }); } }, runs(row.term))),
    cell(row.code), number(row.was), number(row.now), number(row.judged), cell(row.change));
  const lineRow = (row, view) => {
    const where = [row.article, row.start, row.end], key = where.join(" ");
    const judge = (verdict, sign) => node("button", { type: "button", "data-rove": true, "data-key": `${key} ${verdict}`, "aria-pressed": String(row.verdict === verdict),
      "aria-label": `${verdict}: ${row.left} ${row.hit} ${row.right}`, onclick: () => ask("judge", [[where], row.verdict === verdict ? "" : verdict]) }, `${sign} ${verdict}`);
    const act = view.look.lines === "missed" ? [node("button", { type: "button", "data-rove": true, "data-key": key, "aria-label": `Make an entry of ${row.hit}`, onclick: () => { look({ entry: "", lines: "missed", page: view.look.page }); entry.begin(row.hit); } }, "make an entry")]
      : view.look.lines === "lost" ? [row.verdict] : [judge("right", "✓"), judge("wrong", "✗")];
    return node("tr", { dir: row.direction }, node("td", { class: "kit-before" }, runs(row.left)), rowhead(runs(row.hit)), node("td", {}, runs(row.right)),
      node("td", {}, `${row.outlet}, ${row.voice}`), node("td", { class: "kit-verdict", dir: "ltr" }, act));
  };
  const drawLines = (view) => {
    const { lines: which, order, page } = view.look, open = view.lines.filter((row) => !row.verdict).map((row) => [row.article, row.start, row.end]);
    const turn = (step, text) => node("button", { type: "button", "data-key": text, disabled: page + step < 1 || page + step > view.pages, onclick: () => look({ page: page + step }) }, text);
    lines.dataset.wide = which === "missed" ? "1" : "2";
    redraw(lines, node("h4", {}, "Lines"),
      node("div", { class: "kit-row" }, menu("Show", view.choices.lines, which, (value) => look({ lines: value })), menu("in order", view.choices.order, order, (value) => look({ order: value }))),
      view.of ? table(`${view.of} lines, page ${page} of ${view.pages}`, ["before", "word", "after", "outlet, voice", which === "missed" || which === "lost" ? "" : "is the hit right?"].map((name) => name || node("span", { class: "kit-hidden" }, "what to do")), view.lines.map((row) => lineRow(row, view)))
        : node("p", { class: "kit-minor" }, "There are no such lines."),
      node("div", { class: "kit-row" }, turn(-1, "Previous lines"), turn(1, "Next lines"),
        open.length && which !== "missed" && which !== "lost" ? node("button", { type: "button", "data-key": "rest", onclick: () => ask("judge", [open, "right", true]) }, `The other ${open.length} on this page are right`) : ""));
    roving(lines);
  };
  const drawRates = (view) => redraw(rates, node("h4", {}, "Rates by outlet"),
    node("div", { class: "kit-row" }, menu("Rates of", { "": "the whole list", ...Object.fromEntries(view.codes.map((code) => [code, code])) }, view.look.code, (value) => look({ code: value, page: view.look.page }))),
    table("Hits per 1,000 words", ["outlet", "texts", "hits", "before", "now", "95 % interval"], view.rates.map((row) => node("tr", {}, rowhead(runs(row.outlet)), number(row.texts), number(row.count), number(row.was), number(row.now), cell(row.interval)))));
  const drawChanges = (view) => redraw(changed, node("h4", {}, "What has changed"),
    view.changes.length ? table("Since the first list", ["entry", "change", "hits won", "hits lost"], view.changes.map((row) => node("tr", {}, rowhead(node("bdi", {}, runs(row.entry))), cell(row.change), number(row.hits_won), number(row.hits_lost))))
      : node("p", { class: "kit-minor" }, "The list is as it was."),
    node("p", { class: "kit-minor" }, `${view.won} places won and ${view.lost} lost in all. They can be shown above under “Show”.`));
  const off = watch(model, ["view"], () => {
    const view = model.get("view"), { answers } = view.said;
    entry.draw(view, answers === undefined || answers === null || answers === sent);
    heading.replaceChildren("Workbench · ", ...runs(view.title), node("span", { class: "kit-minor" }, ` (${view.texts})`));
    redraw(figures, table("How the list does", ["", "before", "now"].map((head) => head || node("span", { class: "kit-hidden" }, "measure")), view.measures.map((row) => node("tr", {}, rowhead(row.measure), cell(row.before), cell(row.now)))));
    redraw(list, node("h4", {}, "Entries"), table("Choose one. By keyboard: arrows, Enter", ["entry", "word group", "hits", "now", "right", "change"], view.entries.map((row) => entryRow(row, view)), { class: "kit-scroll kit-tall" }));
    roving(list);
    drawLines(view);
    drawRates(view);
    drawChanges(view);
    undo.disabled = !view.steps;
    undo.textContent = view.steps ? `Undo (${view.steps} ${view.steps === 1 ? "step" : "steps"})` : "Undo";
    status.classList.toggle("kit-hidden", ["term", "code", "stance", "gloss", "trap"].includes(view.said.field));
    status.replaceChildren(view.said.sentence ? node("p", { class: "kit-said" }, runs(view.said.sentence)) : "");
    trouble.hidden = !view.said.trouble;
    trouble.replaceChildren(...(view.said.trouble ? ["Not saved: ", ...runs(view.said.trouble)] : []));
  });
  return off;
}

export default { render };
