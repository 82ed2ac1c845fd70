"""Checks one exercise by its kind: is it complete, does its solution pass, and does each known wrong answer fail?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase

from .. import answers, tables
from .. import exercise as data
from ..errors import KitError
from ..model import Exercise
from ..rewriting.goals import known, lacking
from ..rewriting.task import base_of, facts_of, goals_of
from ..text import fold
from .places import Spot
from .shape import Wrong
from .shape import wrongs as shape_wrongs

#: Said where a table cannot be read; what is wrong in it is said with the tables.
UNREAD = "it cannot be compared with the data before the tables are mended."


def wrongs(row: dict) -> list[Wrong]:
    """What is wrong in one exercise as it is written, and where in it."""
    said = shape_wrongs(row)
    if any("nobody reads" not in wrong for _, wrong in said):
        return said
    task = data.record(row)
    kinds: dict[str, Callable[[Exercise], Iterable[Wrong]]] = {
        "choose": _choose, "number": _number, "order": _order, "mark": _mark, "rewrite": _rewrite, "discuss": _discuss}
    return [*said, *_common(task), *kinds[task.kind](task)]


def _common(task: Exercise) -> Iterator[Wrong]:
    whole = len(task.minutes) == 2 and all(type(m) is int for m in task.minutes)
    if not whole or not 0 < task.minutes[0] <= task.minutes[1]:
        yield Spot(key="minutes"), "'minutes' is a range of whole minutes, such as [3, 5]."
    if len(task.hints) < 2:
        yield (Spot(key="hints"), f"hints: {len(task.hints)}; write two or more in square brackets, each saying a "
               "little more.")
    if any(not hint.strip() for hint in task.hints) or len(set(task.hints)) < len(task.hints):
        yield Spot(key="hints"), "a hint is empty, or says the same as another; let each say a little more."


def _gives_away(task: Exercise, given: list[str]) -> Iterator[Wrong]:
    return ((Spot(key="hints"), f"hint {place} gives the answer away ({answer!r}); point at where to look instead.")
            for place, hint in enumerate(task.hints, 1) for answer in given
            if re.search(rf"(?<!\w){re.escape(fold(answer))}(?!\w)", fold(hint)))


def _fails(task: Exercise) -> Iterator[Wrong]:
    """The known wrong answers that pass, or to which their feedback is not said."""
    part = "option" if task.kind == "choose" else "wrong"
    places = [place for place, option in enumerate(task.spec.get("option", ()), 1) if not option.get("right")]
    for number, (answer, said) in enumerate(answers.known_wrong(task), 1):
        found, spot = answers.check(task, answer), Spot(part, places[number - 1] if places else number)
        if found.verdict == "right":
            yield spot, f"the known wrong answer {number} is taken as right; correct it, or what is asked for."
        yield from ((spot, f"the known wrong answer {number} fails, but not with “{sentence.strip()}”; correct it.")
                    for sentence in said if sentence.strip() not in found.message)


def _choose(task: Exercise) -> Iterator[Wrong]:
    options = task.spec["option"]
    right = [option for option in options if option.get("right")]
    if len(options) < 2:
        yield Spot(), "there is only one option; write two or more [[exercise.option]]."
    if not right:
        yield Spot("option", 1), "no option is marked right = true."
        return
    if len(right) == len(options) > 1:
        yield Spot("option", 1), "every option is right; write one that can be chosen wrongly, with its feedback."
    if len(right) > 1 and not task.spec.get("many"):
        yield Spot(key="option"), "more than one option is right; add many = true, or keep one."
    texts = [option["text"] for option in options]
    yield from ((Spot("option", place, "text"), "two options have the same text.")
                for place, text in enumerate(texts, 1) if text in texts[:place - 1])
    if not task.spec.get("many"):
        yield from _gives_away(task, [option["text"] for option in right if len(option["text"]) > 8])
    yield from _fails(task)


def _number(task: Exercise) -> Iterator[Wrong]:
    answer = answers.number(task.spec["answer"])
    if answer is None:
        yield Spot(key="answer"), "'answer' must be a number."
        return
    if task.spec.get("tolerance", 0) < 0:
        yield Spot(key="tolerance"), "'tolerance' is how far from the answer is still right; it cannot be less than 0."
    for number, wrong in enumerate(task.spec.get("wrong", ()), 1):
        if answers.check(task, wrong["value"]).verdict == "right":
            yield (Spot("wrong", number),
                   f"the wrong value {wrong['value']} is taken as right; make 'tolerance' smaller.")
            return
    for place, hint in enumerate(task.hints, 1):
        if answer in [answers.number(found) for found in re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)", hint)]:
            yield (Spot(key="hints"), f"hint {place} gives the answer away ({task.spec['answer']}); point at where "
                   "to look instead.")
    yield from _fails(task)
    if "count" in task.spec:
        yield from _counted(task)


def _counted(task: Exercise) -> Iterator[Wrong]:
    """Whether the answer is still what the data give."""
    try:
        found = count(task.spec["count"])
    except (LookupError, AttributeError, TypeError) as error:
        yield (Spot("count", 1), f"[exercise.count] asks for what is not there ({error}); it names a table and cells "
               "of its columns.")
    except tables.TableError:
        yield Spot("count", 1), UNREAD
    else:
        if found != answers.number(task.spec["answer"]):
            yield (Spot(key="answer"), f"'answer' is {task.spec['answer']}, but the data now give {found}; correct the "
                   "answer and its feedback.")


def count(question: dict) -> int:
    """How many rows of a table have these cells; a ``*`` in a cell stands for any characters."""
    cells = {name: str(value) for name, value in question.items() if name not in ("table", "distinct")}
    rows = [row for row in tables.table(question["table"])
            if all(_fits(getattr(row, name), cell) for name, cell in cells.items())]
    return len({getattr(row, question["distinct"]) for row in rows}) if "distinct" in question else len(rows)


def _fits(value: object, cell: str) -> bool:
    return fnmatchcase(str(value).lower(), cell.lower())


def _order(task: Exercise) -> Iterator[Wrong]:
    numbers = list(range(1, len(task.spec["item"]) + 1))
    if len({answers.rank(task, place - 1) for place in numbers}) < 2:
        yield Spot("item", 1), "there must be two or more ranks, or nothing can be put in order."
        return
    odd = [number for number, wrong in enumerate(task.spec.get("wrong", ()), 1) if sorted(wrong["order"]) != numbers]
    needed = f"'order' holds each number from 1 to {len(numbers)} once, such as {numbers[::-1]}."
    yield from ((Spot("wrong", number), needed) for number in odd)
    if not odd:
        yield from _fails(task)


def _mark(task: Exercise) -> Iterator[Wrong]:
    try:
        tables.article(task.spec["article"])
    except LookupError as error:
        yield Spot(key="article"), str(error)
        return
    except tables.TableError:
        yield Spot(key="article"), UNREAD
        return
    listed = [(Spot(key="key"), task.spec["key"]), (Spot(key="either"), task.spec.get("either", ())),
              *((Spot("wrong", number), wrong["words"]) for number, wrong in enumerate(task.spec.get("wrong", ()), 1))]
    gone = [(spot, words) for spot, all_words in listed for words in all_words if not answers.spans_of(task, [words])]
    where = f"are not in the article {task.spec['article']!r} (as whole words); correct them."
    yield from ((spot, f"the words {words!r} {where}") for spot, words in gone)
    if not task.spec["key"] or not 0 < task.spec.get("enough", 0.8) <= 1:
        yield (Spot(key="key" if not task.spec["key"] else "enough"),
               "'key' lists the words to mark, and 'enough' lies between 0 and 1 (0.7 is much).")
    elif not gone:
        yield from _fails(task)


def _rewrite(task: Exercise) -> Iterator[Wrong]:
    spec = task.spec
    needs: list[tuple[Spot, Callable[[], object]]] = [
        (Spot(key="article"), lambda: "article" in spec and tables.article(spec["article"])),
        (Spot(key="facts"), lambda: facts_of(spec.get("facts", ()))), (Spot(key="part"), lambda: base_of(spec)),
        *((Spot("goal", number, "check"), lambda goal=goal: known(goal["check"]))
          for number, goal in enumerate(spec["goal"], 1) if "check" in goal),
        *((Spot("goal", number, "lexicon"), lambda goal=goal: tables.lexicon(goal["lexicon"]))
          for number, goal in enumerate(spec["goal"], 1) if "lexicon" in goal)]
    said = [(spot, wrong) for spot, need in needs if (wrong := _refused(need))]
    if said:
        yield said[0]
        return
    base = base_of(spec)
    for number, goal in enumerate(task.spec["goal"], 1):
        if not any(goal.get(name) for name in ("check", "any", "none", "words")):
            yield Spot("goal", number), f"goal {number} can never be missed; give it check, any, none or words."
    goals = goals_of(task.spec)
    for number, goal in enumerate(goals, 1):
        if lack := lacking(goal, task.solution, base):
            yield (Spot(key="solution"),
                   f"the solution does not reach goal {number} ({goal['says']}): {lack} Correct one of them.")
    original, numbers = base.original.article.text, set(range(1, len(goals) + 1))
    if original and not any(lacking(goal, original, base) for goal in goals):
        yield Spot(key="text"), "the original reaches all goals already; add a goal that it misses."
    beyond = [number for number, wrong in enumerate(spec.get("wrong", ()), 1)
              if not set(answers.misses(wrong)) <= numbers]
    yield from ((Spot("wrong", number, "misses"), f"'misses' names goals by their numbers, 1 to {len(goals)}.")
                for number in beyond)
    if not beyond:
        yield from _fails(task)


def _refused(need: Callable[[], object]) -> str:
    """The sentence with which something is refused, "" where it is there."""
    try:
        need()
    except tables.TableError:
        return UNREAD
    except KitError as error:
        return str(error)
    return ""


def _discuss(task: Exercise) -> Iterator[Wrong]:
    asked, given = task.spec.get("words", answers.LEAST_WORDS), len(task.solution.split())
    if asked > given:
        yield Spot(key="words"), f"'words' asks for {asked} words, and the model answer has {given}; ask for fewer."
