/* Contested figures: a row a source, its range on a common axis, and beside it what it counts. Python hears what is chosen. */
const WIDE = 90; // characters of a denominator in the menu

const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const shorten = (text) => (text.length > WIDE ? `${text.slice(0, WIDE - 1)}…` : text);
const heading = (scale) => ({ number: "Given as numbers", date: "Given as dates" })[scale] ?? `Given in ${scale}`;

/** The same as kit.comparable in Python: "yes", "no" or "unknown". */
function comparable(one, other) {
  const plain = (text) => text.trim().toLowerCase();
  const pairs = ["unit", "base", "days"].map((name) => [plain(one[name]), plain(other[name])]);
  if (pairs.some(([a, b]) => a && b && a !== b)) return "no";
  return pairs.some(([a, b]) => !a || !b) ? "unknown" : "yes";
}

const KINDS = { un: "UN", ngo: "NGO" };
const kindly = (kind) => KINDS[kind] ?? kind;
const SIGNS = { yes: "= same base, as worded", no: "≠ another base, as worded", unknown: "? base not stated in full" };

/** The distance of round numbers, of which two to five fit between two values. */
function step([low, high]) {
  const power = 10 ** Math.floor(Math.log10((high - low) / 4 || 1));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => (high - low) / n <= 4.5);
}

function ticks(ends) {
  const each = step(ends), first = Math.ceil(ends[0] / each);
  return Array.from({ length: Math.floor(ends[1] / each + 1e-9) - first + 1 }, (_, k) => (first + k) * each);
}

/** Lowest and highest value of an axis; counts begin at 0 and end at a round number, shares at 100. */
function bounds(rows) {
  const scale = rows[0].scale;
  const low = Math.min(...rows.map((row) => row.low)), high = Math.max(...rows.map((row) => row.high));
  if (scale === "percent") return [0, Math.max(100, high)];
  if (scale === "date") return low === high ? [low - 3, high + 3] : [low, high];
  const ends = [Math.min(0, low), high || 1], each = step(ends);
  const room = rows.some((row) => row.bound === "at least" && row.high === high) ? each / 2 : 0; // for the arrow that leads on from it
  return [ends[0], Math.ceil((ends[1] + room) / each - 1e-9) * each];
}

function written(value, scale) {
  if (scale === "date") return new Date((value - 719163) * 864e5).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return value.toLocaleString("en-GB", { maximumFractionDigits: 2 }) + (scale === "percent" ? " %" : "");
}

/** One row's place on the axis: a dot for one number, a bar for a range, an arrow that leads on from an open end; grid lines behind. */
function track(row, [low, high]) {
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const lines = (row.scale === "date" ? [low, high] : ticks([low, high])).map((value) => node("i", { style: `left:${at(value)}` }));
  const range = row.high > row.low, beyond = { "at least": `left:${at(row.low)};width:min(2.6rem, 100% - ${at(row.low)})`, "at most": `right:calc(100% - ${at(row.low)});width:min(2.6rem, ${at(row.low)})` }[row.bound];
  return node("span", { class: "kit-track", "aria-hidden": "true" }, lines, beyond ? node("u", { "data-bound": row.bound, style: beyond }) : "",
    range ? node("b", { style: `left:${at(row.low)};width:calc(${at(row.high)} - ${at(row.low)})` }) : node("b", { class: "kit-dot", style: `left:${at(row.low)}` }));
}

function axis(rows, ends) {
  const at = (value) => (100 * (value - ends[0])) / (ends[1] - ends[0]);
  const marks = rows[0].scale === "date" ? ends : ticks(ends);
  return node("li", { class: "kit-axis", "aria-hidden": "true" }, node("span", { class: "kit-track" },
    marks.map((value) => node("small", { style: `left:${at(value)}%`, class: at(value) > 90 ? "kit-end" : at(value) < 5 ? "kit-start" : "" }, written(value, rows[0].scale)))));
}

const quoted = (text) => node("q", { dir: direction(text) }, runs(text));

/** What is known of a claim that was opened. */
function details(row, others) {
  const line = (name, ...text) => text.some(Boolean) ? node("p", {}, node("strong", {}, `${name}: `), text) : "";
  const page = /^https?:\/\/[^/]/.test(row.url) ? node("a", { href: row.url, target: "_blank", rel: "noopener noreferrer" }, row.url.split("/")[2].replace(/^www\./, "")) : runs(row.url);
  const same = others.filter((other) => comparable(row, other) === "yes").length;
  return node("div", { class: "kit-said" },
    line("In words", quoted(row.wording), ` (${row.day})`), line("What is counted", runs(row.base)), line("Days", row.days || "not stated"),
    node("p", {}, node("strong", {}, "Reported by: "), runs(row.by), ", ", page),
    line("Found later", row.later && runs(row.later)), line("Note", row.note && runs(row.note)),
    line("Same base (unit, what is counted, days)", `${same} of the other ${others.length} claims here. Bases in other words count as other bases: whether they mean the same, you decide.`));
}

function table(rows, button) {
  const heads = ["date", "who says it", "kind of source", "figure", "in words", "what is counted", "days", "reported by"];
  return node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": "Claims as a table" }, node("table", {},
    node("caption", {}, plural(rows.length, "claim")), node("thead", {}, node("tr", {}, heads.map((name) => node("th", { scope: "col" }, name)))),
    node("tbody", {}, rows.map((row) => node("tr", { "data-id": row.id }, node("td", {}, row.day), node("th", { scope: "row" }, button(row)), node("td", {}, kindly(row.kind)), node("td", {}, row.figure),
      node("td", {}, quoted(row.wording)), node("td", {}, runs(row.base)), node("td", {}, row.days || "not stated"), node("td", {}, runs(row.by)))))));
}

/** What the claims shown have in common, in a sentence or two. */
function summary(rows) {
  if (!rows.length) return "No claim is left: switch a kind of source on again, or choose “all” in the menus.";
  const sources = new Set(rows.map((row) => row.claimant)).size;
  const many = `${plural(rows.length, "claim")} by ${plural(sources, "source")}, ${rows[0].day}${rows.length > 1 ? ` to ${rows.at(-1).day}` : ""}.`;
  if (rows.length < 2) return many;
  const pairs = rows.flatMap((row, place) => rows.slice(place + 1).map((other) => comparable(row, other)));
  if (pairs.every((one) => one === "yes")) return `${many} All count the same.`;
  if (!pairs.includes("yes")) return `${many} No two of them are known to count the same. An average of them would mean nothing.`;
  return `${many} Some of them count the same, not all. An average of all would mean nothing.`;
}

function render({ model, el }) {
  const all = [...model.get("rows")].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const names = model.get("names"), ids = ["quantity", "event", "base"].map(fresh);
  const change = (news) => {
    Object.entries(news).forEach(([name, value]) => model.set(name, value));
    model.save_changes();
  };
  const menu = (place, pick) => node("select", { id: ids[place], onchange: (event) => pick(event.target.value) });
  const quantity = menu(0, (value) => {
    const there = all.filter((row) => row.quantity === value);
    const stays = there.some((row) => row.event === model.get("event"));
    change({ quantity: value, event: stays ? model.get("event") : names.first[value], base: "", picked: "" });
  });
  const event = menu(1, (value) => change({ event: value, base: "", picked: "" }));
  const base = menu(2, (value) => change({ base: value, picked: "" }));
  const kinds = node("fieldset", { class: "kit-row" }), said = node("p", { class: "kit-summary" }), shown = node("div"), status = live();
  status.classList.add("kit-hidden");
  const view = node("button", { type: "button", onclick: () => change({ as_table: !model.get("as_table") }) });
  const label = (place, text, control) => node("div", { class: "kit-field" }, node("label", { htmlFor: ids[place] }, text), control);
  const card = node("div", { class: "kit kit-claims tex2jax_ignore mathjax_ignore", role: "group", "aria-label": "Who gave which figure" },
    node("div", { class: "kit-row" }, label(0, "Quantity", quantity), label(1, "Event", event), label(2, "What is counted", base)), kinds, said,
    node("div", { class: "kit-row" }, view, node("span", { class: "kit-minor" }, "Choose a source to read more. By keyboard: Tab to the list, arrows from source to source, Enter to open.")), shown, status);
  card.addEventListener("keydown", (event) => {
    const buttons = [...shown.querySelectorAll("button[data-claim]")], at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at >= 0 && to !== undefined) {
      event.preventDefault();
      reach(buttons, buttons[Math.max(0, Math.min(to, buttons.length - 1))])?.focus();
    }
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  el.replaceChildren(card);

  /** Lets Tab stop at one button of the list. */
  const reach = (buttons, one) => {
    buttons.forEach((button) => (button.tabIndex = button === one ? 0 : -1));
    return one;
  };
  const options = (select, pairs, value) => {
    select.replaceChildren(...pairs.map(([key, text]) => node("option", { value: key, title: text, selected: key === value }, shorten(text))));
    select.value = value;
  };
  const open = (row) => {
    const now = model.get("picked") === row.id ? "" : row.id;
    change({ picked: now });
  };
  const button = (row) => node("button", { type: "button", class: "kit-source", "data-claim": row.id, "aria-expanded": String(model.get("picked") === row.id),
    "aria-label": `${row.claimant}, ${kindly(row.kind)}, ${row.day}: ${row.figure}`, onclick: () => open(row) }, runs(row.claimant));

  const line = (row, ends, picked, others) => node("li", { class: row.id === picked?.id ? "kit-open" : "" },
    node("span", { class: "kit-day" }, row.day), button(row), node("span", { class: "kit-kind" }, kindly(row.kind)), track(row, ends), node("span", { class: "kit-figure" }, row.figure),
    node("span", { class: "kit-words" }, quoted(row.wording), " ", node("span", {}, "counts: ", runs(row.base)),
      picked && picked.id !== row.id ? node("strong", {}, ` ${SIGNS[comparable(picked, row)]}`) : ""),
    row.id === picked?.id ? details(row, others) : "");

  const chart = (rows, picked) => {
    const scales = [...new Set(rows.map((row) => row.scale))];
    return scales.map((scale) => {
      const mine = rows.filter((row) => row.scale === scale), ends = bounds(mine);
      return node("div", {}, scales.length > 1 ? node("h4", {}, heading(scale)) : "",
        node("ol", { class: "kit-bars" }, mine.map((row) => line(row, ends, picked, rows.filter((other) => other !== row))), axis(mine, ends)));
    });
  };

  const draw = () => {
    const held = card.contains(document.activeElement) ? document.activeElement.dataset.claim ?? document.activeElement.dataset.kind : undefined;
    const now = { quantity: model.get("quantity"), event: model.get("event"), base: model.get("base") };
    const ofQuantity = all.filter((row) => row.quantity === now.quantity);
    const ofEvent = ofQuantity.filter((row) => !now.event || row.event === now.event);
    const off = new Set(model.get("off"));
    const rows = ofEvent.filter((row) => !off.has(row.kind) && (!now.base || row.base === now.base));
    const count = (list, name, value) => list.filter((row) => row[name] === value).length;
    const distinct = (list, name) => [...new Set(list.map((row) => row[name]))];
    options(quantity, Object.entries(names.quantities).map(([key, text]) => [key, `${text} (${count(all, "quantity", key)})`]), now.quantity);
    options(event, [["", `all events (${ofQuantity.length})`], ...Object.entries(names.events).filter(([key]) => count(ofQuantity, "event", key)).map(([key, text]) => [key, `${text} (${count(ofQuantity, "event", key)})`])], now.event);
    options(base, [["", `all (${plural(distinct(ofEvent, "base").length, "wording")})`], ...distinct(ofEvent, "base").map((text) => [text, `${text} (${count(ofEvent, "base", text)})`])], now.base);
    kinds.replaceChildren(node("legend", {}, "Kinds of source"), ...distinct(ofEvent, "kind").sort().map((kind) => node("label", {}, node("input", {
      type: "checkbox", checked: !off.has(kind), "data-kind": kind,
      onchange: (event) => change({ off: event.target.checked ? [...off].filter((one) => one !== kind) : [...off, kind] }),
    }), `${kindly(kind)} (${count(ofEvent, "kind", kind)})`)));
    const picked = rows.find((row) => row.id === model.get("picked"));
    said.textContent = summary(rows);
    view.textContent = model.get("as_table") ? "Show as bars" : "Show as a table";
    const opened = picked && model.get("as_table") ? details(picked, rows.filter((row) => row !== picked)) : "";
    shown.replaceChildren(...(rows.length ? (model.get("as_table") ? [table(rows, button), opened] : chart(rows, picked)) : []).filter(Boolean));
    const buttons = [...shown.querySelectorAll("button[data-claim]")];
    reach(buttons, buttons.find((one) => one.dataset.claim === (picked?.id ?? held)) ?? buttons[0]);
    card.querySelector(`[data-claim="${CSS.escape(held ?? "")}"], [data-kind="${CSS.escape(held ?? "")}"]`)?.focus();
    const news = picked ? shown.querySelector(".kit-said").textContent : said.textContent;
    if (status.textContent !== news) status.textContent = news;
  };
  return watch(model, ["quantity", "event", "base", "off", "picked", "as_table"], draw);
}

export default { render };
