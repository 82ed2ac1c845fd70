/* The Agreement board: all groups in one table; of the chosen one its codes, who takes what for what, and where coders part. */
const FIRST = 8;
const LOW = -0.2;

const byNumber = new Intl.Collator(undefined, { numeric: true }).compare;
const two = (value) => (value === null || value === undefined ? "–" : value.toFixed(2));

function percent(share) {
  if (share === null) return "–";
  const plain = share === 0 || share === 1 || (share >= 0.1 && share < 0.995);
  return `${(100 * share).toFixed(plain ? 0 : 1)} %`;
}

/** Where a value of alpha stands on the line, in percent of its width; what is below the line stands at its beginning. */
const at = (value) => (100 * (Math.min(1, Math.max(LOW, value)) - LOW)) / (1 - LOW);

/** Alpha and its interval as a picture of what the numbers beside it say. */
function track({ alpha, low, high }) {
  if (alpha === null) return "";
  const limit = (value) => node("span", { class: "kit-limit", style: `left:${at(value)}%` });
  const span = low === null ? "" : node("span", { class: "kit-span", style: `left:${at(low)}%;width:${at(high) - at(low)}%` });
  return node("span", { class: "kit-track", "aria-hidden": "true" }, limit(0), limit(0.667), limit(0.8), span, node("span", { class: "kit-dot", style: `left:${at(alpha)}%` }));
}

function scroll(name, ...children) {
  return node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": name }, ...children);
}

function agreement(board, rows, caption, name) {
  const heads = ["Codes", "Alpha", "95 % interval", "From −0.2 to 1 (dashed: 0, 0.67, 0.80)", "What it allows", "Same", "Prevalence", "Coders", "Units", ...(board.key ? ["Alpha with the key"] : [])];
  const figure = (text) => node("td", { class: "kit-number" }, text);
  return scroll(caption, node("table", {}, node("caption", {}, caption),
    node("thead", {}, node("tr", {}, heads.map((head) => node("th", { scope: "col" }, head)))),
    node("tbody", {}, rows.map((row) => node("tr", {}, node("th", { scope: "row" }, name(row)), figure(two(row.alpha)),
      figure(row.low === null ? "–" : `${two(row.low)} to ${two(row.high)}`), node("td", {}, track(row)), node("td", {}, row.note),
      figure(percent(row.percent)), figure(percent(row.prevalence)), figure(String(row.coders)), figure(`${row.units} ${row.compared}`),
      board.key ? figure(two(row.key)) : "")))));
}

function mixed(board, group) {
  const { rows, columns, shares } = board.mixed[group];
  const title = (code) => board.titles[code] ?? code;
  const caption = `${title(group)}: where one coder says the row, how often another says the column`;
  return scroll(caption, node("table", { class: "kit-mixed" }, node("caption", {}, caption),
    node("thead", {}, node("tr", {}, node("th", { scope: "col" }, "One coder says"), columns.map((code) => node("th", { scope: "col" }, title(code))))),
    node("tbody", {}, rows.map((code, row) => node("tr", {}, node("th", { scope: "row" }, title(code)),
      columns.map((other, column) => node("td", { style: `--share:${shares[row][column]}`, "data-same": code === other }, percent(shares[row][column]))))))));
}

function place(one, board, names) {
  const title = (code) => board.titles[code] ?? code;
  const all = one.votes.reduce((sum, [, who]) => sum + who.length, 0);
  const words = one.question ? node("p", {}, node("strong", {}, board.questions[one.question] ?? one.question))
    : node("p", { dir: direction(one.before + one.words + one.after) }, runs(one.before), node("mark", {}, runs(one.words)), runs(one.after));
  const votes = one.votes.map(([code, who]) => node("li", {}, node("span", { class: "kit-bar", style: `--share:${who.length / all}`, "aria-hidden": "true" }),
    node("span", {}, `${title(code)}: ${who.length} of ${all} `, node("span", { class: "kit-minor" }, "(", runs(who.map((number) => names[number] ?? "the key").sort(byNumber).join(", ")), ")"))));
  return node("li", {}, node("p", { class: "kit-minor", dir: "auto" }, runs(one.outlet), ": ", runs(one.headline)), words, node("ul", { class: "kit-votes" }, votes),
    one.key ? node("p", { class: "kit-minor" }, `The key has: ${title(one.key)}.`) : "");
}

function places(board, group, names) {
  const all = board.places[group];
  if (!all.length) return node("p", {}, "Nowhere in these texts do these coders part.");
  const list = node("ol", { class: "kit-places" });
  const more = node("button", { type: "button", onclick: () => show(list.children.length + FIRST) });
  const show = (most) => {
    const before = list.children.length;
    list.append(...all.slice(before, most).map((one) => place(one, board, names)));
    more.textContent = `More places (${all.length - list.children.length} left)`;
    more.hidden = list.children.length === all.length;
    if (before && more.hidden) {
      list.children[before].tabIndex = -1;
      list.children[before].focus();
    }
  };
  show(FIRST);
  const left = board.parted[group] > all.length ? ` The first ${all.length} are here; all are in disagreements.` : "";
  return node("div", {}, node("p", {}, `${board.parted[group]} ${board.parted[group] === 1 ? "place" : "places"}, those that part the coders most first.${left}`), list, more);
}

function render({ model, el }) {
  const board = model.get("board");
  const title = (group) => board.titles[group] ?? group;
  const whole = board.rows.filter((row) => row.code === row.group);
  const heading = fresh("board"), status = live(), details = node("div"), list = node("ul"), about = node("summary");
  const files = node("details", {}, about, list);
  status.classList.add("kit-hidden");
  const pick = (row) => node("button", { type: "button", class: "kit-pick", "data-group": row.group, onclick: () => send(model, "group", row.group) }, row.title);
  const box = node("input", { type: "checkbox", onchange: (event) => send(model, "named", event.target.checked) });
  const card = node("section", { class: "kit kit-board tex2jax_ignore mathjax_ignore", "aria-labelledby": heading },
    node("h3", { id: heading }, "Agreement board"), node("p", {}, board.summary),
    files, node("div", { class: "kit-row" }, node("label", {}, box, "Show names")),
    whole.length ? [node("p", { class: "kit-minor" }, "Choose a group of codes to see where its coders part."), agreement(board, whole, "Agreement, group by group", pick)] : "",
    status, details, node("details", {}, node("summary", {}, "How this is counted"), node("p", {}, board.how)));
  card.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey ? null : event.stopPropagation()));
  el.replaceChildren(card);
  const undo = [
    watch(model, ["group", "names"], () => {
      const group = model.get("group"), row = whole.find((one) => one.group === group);
      card.querySelectorAll(".kit-pick").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.group === group)));
      if (!row) return details.replaceChildren();
      const codes = board.rows.filter((one) => one.group === group && one.code !== group);
      details.replaceChildren(node("h4", {}, `${title(group)}: where coders part`),
        ...(codes.length ? [agreement(board, codes, `${title(group)}: code by code`, (one) => one.title)] : []),
        mixed(board, group), node("h4", {}, `${title(group)}: the places`), places(board, group, model.get("names")));
      status.textContent = `${title(group)}: alpha ${two(row.alpha)}, ${row.note}. ${board.parted[group]} places where coders part.`;
    }),
    watch(model, ["named"], () => { box.checked = model.get("named"); }),
    watch(model, ["troubles"], () => {
      const said = model.get("troubles");
      files.hidden = !said.length;
      about.textContent = `About the files (${said.length})`;
      list.replaceChildren(...said.map((sentence) => node("li", { dir: "auto" }, runs(sentence))));
    }),
  ];
  return () => undo.forEach((stop) => stop());
}

export default { render };
