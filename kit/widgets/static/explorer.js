/* A grid of outlets and columns, the voices in every cell. Python filters and counts; this shows and asks. */
const FIELDS = ["event", "slot", "lang", "kind", "country"];
const EVERY = "all outlets", ALL = "all";

const sum = (cell) => cell.reduce((all, [, n]) => all + n, 0);

/** A number of labels or marks: "1 label", "2 labels". */
const many = (n, what) => `${n.toLocaleString("en-GB")} ${n === 1 ? what.replace(/s$/, "") : what}`;

/** What a cell holds, for those who hear it. */
function spoken(cell, voices, what) {
  const parts = cell.map(([letter, n]) => `${n} ${voices[letter]}`);
  return `${many(sum(cell), what)}${parts.length ? ` (${parts.join(", ")})` : ""}`;
}

/** The lines of a cell as a table, each in its own direction. */
function reading(read, about) {
  if (!read.lines) return "";
  const outlets = read.outlet === EVERY, counted = read.lines.some((line) => line.n !== 1), linked = read.lines.some((line) => line.url);
  const several = (name) => new Set(read.lines.map((line) => line[name])).size > 1;
  const columns = [
    outlets && ["outlet", (line) => runs(line.outlet)],
    [about.words, (line) => node("span", { lang: line.lang, dir: direction(line.label) }, runs(line.label))],
    read.lines.some((line) => line.gloss) && [about.gloss, (line) => node("span", { dir: direction(line.gloss) }, runs(line.gloss))],
    counted && ["marks", (line) => String(line.n)], ["voice", (line) => runs(line.voice)], ["date", (line) => line.date],
    several("language") && ["language", (line) => line.language], several("event") && ["event", (line) => line.event],
    linked && ["seen at", (line) => /^https?:\/\/[^/]/.test(line.url) ? node("a", { href: line.url, target: "_blank", rel: "noopener noreferrer", "aria-label": `${line.url.split("/")[2]}: ${line.label}` }, line.url.split("/")[2].replace(/^www\./, "")) : runs(line.url)],
  ].filter(Boolean);
  const title = `${read.outlet}, ${read.column}: ${read.lines.length}${read.all > read.lines.length ? ` of ${read.all}` : ""} ${read.all === 1 ? "line" : "lines"}`;
  return node("div", { class: "kit-scroll kit-lines", tabIndex: 0, role: "region", "aria-label": title }, node("table", {}, node("caption", {}, runs(title)),
    node("thead", {}, node("tr", {}, columns.map(([name]) => node("th", { scope: "col" }, name)))),
    node("tbody", {}, read.lines.map((line) => node("tr", {}, columns.map(([, show]) => node("td", {}, show(line))))))));
}

function render({ model, el }) {
  const about = model.get("about");
  const change = (news) => {
    Object.entries(news).forEach(([name, value]) => model.set(name, value));
    model.save_changes();
  };
  const menus = node("div", { class: "kit-row" }), ways = node("div", { class: "kit-row" }), said = node("p", { class: "kit-summary" }), key = node("p", { class: "kit-minor" });
  const grid = node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": about.title }), pages = node("div", { class: "kit-row" }), status = live();
  status.classList.add("kit-hidden");
  const selects = {};
  const field = (text, control) => node("div", { class: "kit-field" }, node("label", { htmlFor: control.id }, text), control);
  const select = (name, text, pick) => {
    selects[name] = node("select", { id: fresh(name), onchange: (event) => pick(event.target.value) });
    return field(text, selects[name]);
  };
  const seek = node("input", { type: "text", id: fresh("search"), autocomplete: "off", oninput: (event) => change({ search: event.target.value, page: 0 }) });
  const by = select("by", "Columns", (value) => change({ by: value, cell: [] }));
  ways.append(field("Search an outlet", seek), by);
  const card = node("div", { class: "kit kit-explorer tex2jax_ignore mathjax_ignore", role: "group", "aria-label": about.title }, menus, ways, said, key, grid, pages,
    about.notes.map((note) => node("p", { class: "kit-minor" }, runs(note))), status);
  el.replaceChildren(card);

  const turn = (step, text) => node("button", { type: "button", "data-step": String(step), onclick: () => change({ page: model.get("grid").page + step }) }, text);
  const back = turn(-1, "Earlier outlets"), on = turn(1, "More outlets"), place = node("span");
  pages.append(back, place, on);

  const cells = () => [...grid.querySelectorAll("button[data-cell]")];
  const at = (row, column) => grid.querySelector(`button[data-cell="${row},${column}"]`);
  const reach = (one) => {
    cells().forEach((button) => (button.tabIndex = button === one ? 0 : -1));
    return one;
  };
  /** The next cell with lines in a direction. */
  const next = (button, [down, right]) => {
    const { rows, columns } = model.get("grid");
    let [row, column] = button.dataset.cell.split(",").map(Number);
    for (row += down, column += right; row >= 0 && row < rows.length && column >= 0 && column < columns.length; row += down, column += right)
      if (at(row, column)) return at(row, column);
    return null;
  };
  card.addEventListener("keydown", (event) => {
    const way = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    if (way && event.target.dataset.cell) {
      event.preventDefault();
      const to = next(event.target, way);
      if (to) reach(to).focus();
    }
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });

  const fill = (control, pairs, value) => {
    control.replaceChildren(...pairs.map(([key, text]) => node("option", { value: key }, text)));
    control.value = value;
  };
  const filter = ({ name, title, all, choices }) => {
    if (!selects[name]) menus.append(select(name, title, (value) => change({ [name]: value, page: 0, cell: [] })));
    fill(selects[name], [["", `all (${all})`], ...choices.map(([key, text, n]) => [key, `${text} (${n})`])], model.get(name));
  };

  const draw = () => {
    const { columns, rows, outlets, lines: all, pages: last, page, menus: filters, by: ways_of } = model.get("grid"), { voices } = about;
    const names = Object.fromEntries(voices), [outlet, column] = model.get("cell"), order = model.get("order");
    const held = grid.contains(document.activeElement) ? { ...document.activeElement.dataset } : null;
    filters.forEach(filter);
    fill(selects.by, ways_of, model.get("by"));
    by.hidden = ways_of.length < 2;
    if (document.activeElement !== seek) seek.value = model.get("search");
    said.textContent = outlets ? `${many(all, about.what)} of ${many(outlets, "outlets")}.` : "No outlet is left: choose “all” in a menu, or empty the search.";
    key.textContent = `Letters in a cell: ${voices.map(([letter, name]) => `${letter} ${name}`).join(" · ")}. Choose a cell to read its lines. By keyboard: Tab to the grid, arrows from cell to cell, Enter to choose; a heading sorts.`;
    const most = Math.max(1, ...rows.filter((row) => row.outlet !== EVERY).flatMap((row) => row.cells.slice(1).map(sum)));
    const lines = reading(model.get("read"), about);
    const heading = (name, title) => node("th", { scope: "col", "aria-sort": order === name ? (name === "outlet" ? "ascending" : "descending") : undefined },
      node("button", { type: "button", class: "kit-sort", "data-sort": name, onclick: () => change({ order: name, page: 0 }) }, title, node("span", { "aria-hidden": "true" }, order === name ? (name === "outlet" ? " ▲" : " ▼") : "")));
    const box = (row, r) => (cell, c) => {
      if (!cell.length) return node("td", { class: "kit-empty" }, "·");
      const [name, title] = columns[c], on = row.outlet === outlet && name === column;
      const shade = row.outlet === EVERY || name === ALL ? 0 : Math.round(8 + (27 * sum(cell)) / most);
      return node("td", {}, node("button", {
        type: "button", class: "kit-cell", tabIndex: -1, "data-cell": `${r},${c}`, "aria-pressed": String(on), style: `--shade:${shade}%`,
        "aria-label": `${row.outlet}, ${title}: ${spoken(cell, names, about.what)}`, onclick: () => change({ cell: on ? [] : [row.outlet, name] }),
      }, node("strong", {}, String(sum(cell))), node("small", {}, cell.map(([letter, n]) => `${letter}${n}`).join(" "))));
    };
    grid.replaceChildren(node("table", {}, node("caption", { class: "kit-hidden" }, about.title),
      node("thead", {}, node("tr", {}, heading("outlet", "outlet"), columns.map(([name, title]) => heading(name, title)))),
      node("tbody", {}, rows.map((row, r) => [node("tr", { class: row.outlet === EVERY ? "kit-sum" : "" }, node("th", { scope: "row" }, runs(row.outlet),
        node("small", {}, runs([row.kind, row.country].filter(Boolean).join(", ")))), row.cells.map(box(row, r))),
        row.outlet === outlet && lines ? node("tr", { class: "kit-below" }, node("td", { colSpan: columns.length + 1 }, lines)) : ""]))),
      lines && !rows.some((row) => row.outlet === outlet) ? lines : "");
    pages.hidden = last < 2;
    place.textContent = `Page ${page + 1} of ${last}`;
    back.disabled = page < 1;
    on.disabled = page > last - 2;
    const first = (held?.cell && at(...held.cell.split(","))) || cells().find((one) => one.getAttribute("aria-pressed") === "true") || cells()[0];
    if (first) reach(first);
    if (held?.cell) first?.focus();
    if (held?.sort) [...grid.querySelectorAll("button[data-sort]")].find((one) => one.dataset.sort === held.sort)?.focus();
    const news = lines ? lines.getAttribute("aria-label") : said.textContent; // how many lines, not the lines
    if (status.textContent !== news) status.textContent = news;
  };
  return watch(model, ["grid", "read", "cell", "order"], draw);
}

export default { render };
