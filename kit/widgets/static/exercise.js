/* An exercise: a question, an answer, hints, feedback, a solution. Python checks; this only shows and asks. */
const VERDICTS = { right: "Right.", partly: "Partly.", "not yet": "Not yet.", compare: "Compare." };

/** Each kind draws its own answer into `field` and calls `changed(answer)`. */
const KINDS = {
  choose(task, answer, changed, name) {
    const chosen = new Set(answer ?? []);
    return node("fieldset", {}, node("legend", { class: "kit-hidden" }, "Your answer"),
      task.options.map((text, place) => node("label", { class: "kit-option" },
        node("input", {
          type: task.many ? "checkbox" : "radio", name, checked: chosen.has(place),
          onchange(event) {
            if (!task.many) chosen.clear();
            event.target.checked ? chosen.add(place) : chosen.delete(place);
            changed([...chosen].sort((a, b) => a - b));
          },
        }), node("span", { dir: direction(text) }, runs(text)))));
  },
  number(task, answer, changed) {
    const id = fresh("number");
    return node("div", { class: "kit-row" }, node("label", { htmlFor: id }, task.label),
      node("input", { type: "text", inputMode: "decimal", id, size: 10, autocomplete: "off", value: answer ?? "", oninput: (event) => changed(event.target.value) }),
      task.unit ? node("span", {}, task.unit) : "");
  },
  order(task, answer, changed) {
    let order = answer ?? task.start;
    const list = node("ol", { class: "kit-order", "aria-label": "Lines to put in order" });
    const draw = (focus) => {
      list.replaceChildren(...order.map((item, place) => {
        const move = (step) => () => {
          order = [...order];
          [order[place], order[place + step]] = [order[place + step], order[place]];
          changed(order);
          draw([item, step]);
        };
        const button = (step, sign, word) => { // at the edge it stays where the focus is and does nothing
          const edge = place + step < 0 || place + step >= order.length;
          return node("button", {
            type: "button", "aria-disabled": edge ? "true" : null, "aria-label": `Move ${word}: ${task.items[item]}`,
            onclick: edge ? () => {} : move(step), "data-step": String(step),
          }, sign);
        };
        return node("li", { "data-item": String(item) }, node("span", { dir: direction(task.items[item]) }, `${place + 1}. `, ...runs(task.items[item])), button(-1, "↑", "up"), button(1, "↓", "down"));
      }));
      if (focus) {
        list.querySelector(`[data-item="${focus[0]}"] [data-step="${focus[1]}"]`).focus();
      }
    };
    changed(order, true);
    draw();
    return node("div", {}, list);
  },
  mark(task, answer, changed) {
    const on = new Set((answer ?? []).map(([start, end]) => `${start},${end}`));
    const words = [];
    const toggle = (word) => {
      on.has(word.dataset.span) ? on.delete(word.dataset.span) : on.add(word.dataset.span);
      word.setAttribute("aria-pressed", String(on.has(word.dataset.span)));
      changed([...on].map((span) => span.split(",").map(Number)));
    };
    const go = (from, step) => {
      const next = words[words.indexOf(from) + step];
      if (!next) return;
      from.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    };
    const keys = (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) go(event.currentTarget, step);
      else if (event.key === " " || event.key === "Enter") toggle(event.currentTarget);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const part = ([text, span]) => {
      if (!span) return text;
      const word = node("span", {
        class: "kit-word", role: "button", tabIndex: words.length ? -1 : 0, "aria-pressed": String(on.has(span.join(","))),
        "data-span": span.join(","), onclick: (event) => toggle(event.currentTarget), onkeydown: keys,
      }, text);
      words.push(word);
      return word;
    };
    return node("div", {}, node("p", { class: "kit-minor" }, "Click words to mark them. By keyboard: arrows to go from word to word, space to mark."),
      node("div", { role: "group", "aria-label": "Text to mark" }, task.parts.map((paragraph) => node("p", { dir: direction(paragraph.map(([text]) => text).join("")) }, paragraph.map(part)))));
  },
  rewrite: (task, answer, changed) => node("div", {},
    task.original ? node("blockquote", { class: "kit-original" }, prose(task.original)) : "",
    task.facts.length ? facts(task.facts) : "",
    node("p", {}, node("strong", {}, "Goals")), node("ul", { class: "kit-goals" }, task.goals.map((goal) => node("li", { dir: direction(goal) }, runs(goal)))),
    writing(answer || task.original, changed, "Your version")),
  discuss: (task, answer, changed) => writing(answer, changed, `Your answer (at least ${task.words} words)`),
};

/** What a new version may rest on, behind a line that opens it. */
function facts(rows) {
  const heads = ["fact", "status", "who says so", "id"];
  return node("details", {}, node("summary", {}, `Facts that you may use (${rows.length})`),
    node("div", { class: "kit-scroll", tabIndex: 0, role: "region", "aria-label": "Facts that you may use" }, node("table", {},
      node("caption", {}, "Facts that you may use"), node("thead", {}, node("tr", {}, heads.map((head) => node("th", { scope: "col" }, head)))),
      node("tbody", {}, rows.map(([id, fact, status, who]) => node("tr", {}, [fact, status, who, id].map((cell) => node("td", { dir: direction(cell) }, runs(cell)))))))));
}

/** Behind each goal, after a check, whether it is reached. */
function reached(card, goals) {
  card.querySelectorAll(".kit-goals li").forEach((line, place) => {
    line.querySelectorAll(".kit-met").forEach((old) => old.remove());
    if (goals) line.append(node("span", { class: "kit-met" }, node("strong", {}, goals[place] ? " ✓ reached" : " ○ not yet")));
  });
}

function writing(answer, changed, label) {
  const id = fresh("text");
  return node("div", {}, node("label", { htmlFor: id }, label),
    node("textarea", { id, dir: "auto", value: answer ?? "", oninput: (event) => changed(event.target.value) }));
}

function said(reply) {
  const open = (title, text) => node("div", { class: "kit-said" }, node("p", {}, node("strong", {}, title)), prose(text));
  return [
    ...(reply.hints ?? []).map((hint, place) => open(`Hint ${place + 1}`, hint)),
    reply.message ? node("div", { class: "kit-said", "data-verdict": reply.verdict }, node("p", {}, node("strong", {}, VERDICTS[reply.verdict] ?? "")), prose(reply.message)) : "",
    reply.solution ? open(reply.rubric ? "Model answer" : "Solution", reply.solution) : "",
    reply.solution && reply.rubric ? open("Rubric", reply.rubric) : "",
    reply.trouble ? open("Not saved", reply.trouble) : "",
  ];
}

/** A saved answer, if this exercise can still show it: its kind or its lines may have been changed since. */
function fitting(task, answer) {
  const list = Array.isArray(answer) ? answer : [], same = (order) => [...order].sort().join() === [...task.start].sort().join();
  const fits = { choose: () => list.every(Number.isInteger) && list, mark: () => list.every(Array.isArray) && list, order: () => same(list) && list };
  return (fits[task.kind] ?? (() => typeof answer !== "object" && answer))() || null;
}

function render({ model, el }) {
  const task = model.get("task");
  let answer = fitting(task, model.get("answer"));
  const ask = (what) => send(model, "ask", { what, answer, count: (model.get("ask").count ?? 0) + 1 });
  const button = (what, text, properties = {}) => node("button", { type: "button", onclick: () => ask(what), ...properties }, text);
  const check = button("check", task.kind === "discuss" ? "Save and compare" : "Check", { class: "kit-main" });
  const hint = button("hint", "Hint");
  const solution = button("solution", task.kind === "discuss" ? "Model answer" : "Solution");
  const result = live();
  const changed = (value, quiet) => {
    answer = value;
    if (!quiet) send(model, "answer", value);
  };
  const title = fresh("title");
  const card = node("section", { class: "kit kit-exercise tex2jax_ignore mathjax_ignore", "aria-labelledby": title },
    node("h3", { id: title }, `Exercise ${task.id} · ${task.title} `, node("span", { class: "kit-minor" }, `(${task.minutes})`)),
    prose(task.prompt), KINDS[task.kind](task, answer, changed, fresh("choice")),
    node("div", { class: "kit-row" }, check, hint, solution), result);
  card.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey ? null : event.stopPropagation()));
  el.replaceChildren(card);
  return watch(model, ["reply"], () => {
    const reply = model.get("reply");
    const left = task.hints - (reply.hints ?? []).length;
    hint.disabled = left < 1;
    hint.textContent = left === task.hints ? `Hint (${left})` : `Next hint (${left} left)`;
    solution.disabled = !reply.tried;
    solution.title = reply.tried ? "" : "Opens after your first attempt";
    reached(card, reply.goals);
    result.replaceChildren(...said(reply).filter((part) => part !== ""));
  });
}

export default { render };
