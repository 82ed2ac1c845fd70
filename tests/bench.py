"""How fast, and with how much memory? ``make bench`` prints it, as ratios to nltk in the same run.

The job: read N texts of 400 words, cut them into words, count those of two groups, compute keyness for every word,
count a list of 60 terms, list every line of one term. Each way runs in a process of its own; memory is what the
operating system gave beyond the texts and imports. The texts are resampled: sentences drawn from the kit's composed
articles, one word in twenty replaced by a made-up one, so that the vocabulary grows as it does in news.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import accumulate

SIZE, TERMS, TERM = 400, 60, "rebels"
WAYS = {"kit": "the kit", "nltk": "nltk, all texts as one, terms looked up in the counts",
        "textbook": "nltk as in textbooks, text by text", "sklearn": "scikit-learn, words counted, nothing else",
        "spacy": "spaCy's blank English, words and terms counted, nothing else"}
LEXICONS = ("armed-opposition", "state-side")


def texts(n: int, size: int = SIZE) -> list[str]:
    """``n`` texts of about ``size`` words, the same every time."""
    import kit
    from kit.text import sentences

    draw = random.Random(2016)
    known = [article.text[a:b] for article in kit.articles() for a, b in sentences(article.text)]
    ends = "a e i o u an er in ol".split()
    syllables = [a + b for a in "b d f g h k l m n p r s t v w z sh th".split() for b in ends]
    coined = list(dict.fromkeys("".join(draw.choices(syllables, k=draw.choice((2, 2, 3, 3)))) for _ in range(40000)))
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(coined))))
    return [_text(draw, known, draw.choices(coined, cum_weights=weights, k=size // 20), size) for _ in range(n)]


def _text(draw: random.Random, known: list[str], coined: list[str], size: int) -> str:
    """A headline and a body of drawn sentences; a coined word goes into every twenty words."""
    drawn: list[str] = []
    while len(drawn) < size:
        drawn += draw.choice(known).split(" ")
    for place, word in enumerate(coined):
        drawn[20 * place + 7] = word
    return " ".join(drawn[:10]) + "\n\n" + " ".join(drawn[10:size])


def terms() -> list[str]:
    """The list of terms: sixty words of the kit's lexicons, starred or not; phrases are beyond the plain ways."""
    import kit

    names = ("armed-opposition", "violence", "civilians")
    entries = [entry.term for name in names for entry in kit.lexicon(name).entries]
    return [term for term in dict.fromkeys(entries) if term.rstrip("*").isalpha()][:TERMS]


def with_kit(sample: list[str], wanted: list[str]) -> int:
    """The job with the kit."""
    from kit.measure.context import concordance
    from kit.measure.keywords import keyness
    from kit.measure.rates import count
    from kit.measure.tokens import corpus

    read = corpus(_articles(sample))
    keyness(read.where(outlet="a"), read.where(outlet="b"), minimum=1)
    count(read, wanted)
    return len(concordance(read, TERM))


def with_nltk(sample: list[str], wanted: list[str]) -> int:
    """The job with nltk as somebody who minds speed writes it: all words in one list, terms looked up in the counts."""
    from nltk import FreqDist
    from nltk.text import Text
    from nltk.tokenize import NLTKWordTokenizer

    cut = NLTKWordTokenizer()
    tokens = [[token.lower() for token in cut.tokenize(text)] for text in sample]
    first, second = (FreqDist(word for words in tokens[k::2] for word in words) for k in (0, 1))
    _keyness(first, second)
    both = first + second
    for term in wanted:
        sum(n for word, n in both.items() if word.startswith(term[:-1])) if term.endswith("*") else both[term]
    return len(Text([word for words in tokens for word in words]).concordance_list(TERM, lines=10**9))


def with_textbook(sample: list[str], wanted: list[str]) -> int:
    """The job with nltk as introductions to it write it: an nltk Text for each article, loops over its tokens."""
    from nltk import FreqDist
    from nltk.text import Text
    from nltk.tokenize import NLTKWordTokenizer

    first, second, lines = FreqDist(), FreqDist(), 0
    for k, text in enumerate(sample):
        tokens = Text([token.lower() for token in NLTKWordTokenizer().tokenize(text)])
        (second if k % 2 else first).update(FreqDist(tokens))
        for term in wanted:
            len([t for t in tokens if t.startswith(term[:-1])]) if term.endswith("*") else tokens.count(term)
        lines += len(tokens.concordance_list(TERM, lines=10**9))
    _keyness(first, second)
    return lines


def _keyness(first, second) -> None:
    """Log-likelihood of every word of two counts, by nltk."""
    from nltk.metrics import BigramAssocMeasures

    for word in first | second:
        a, b = first[word], second[word]
        BigramAssocMeasures.likelihood_ratio(a, (a + b, first.N()), first.N() + second.N()) if a else 0.0


def with_sklearn(sample: list[str], wanted: list[str]) -> int:
    """Only the counting of words, with scikit-learn."""
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer().fit_transform(sample).shape[1]


def with_spacy(sample: list[str], wanted: list[str]) -> int:
    """Counting of words and terms, with spaCy's tokeniser and phrase matcher and no model."""
    from collections import Counter

    import spacy
    from spacy.matcher import PhraseMatcher

    english = spacy.blank("en")
    matcher = PhraseMatcher(english.vocab, attr="LOWER")
    matcher.add("terms", [english.make_doc(term.rstrip("*")) for term in wanted])
    counts, hits = Counter(), 0
    for doc in english.pipe(sample):
        counts.update(token.lower for token in doc)
        hits += len(matcher(doc))
    return len(counts) + hits


def _articles(sample: list[str]) -> list:
    """The texts as articles of two outlets."""
    from kit.model import Article

    return [Article.of(text, outlet="ab"[k % 2], id=str(k)) for k, text in enumerate(sample)]


def queries(sample: list[str]) -> dict[str, float]:
    """Milliseconds of a second question to a corpus that was read, the best of five."""
    from kit.measure.context import collocates, concordance
    from kit.measure.keywords import keyness
    from kit.measure.tokens import corpus

    read = corpus(_articles(sample))
    first, second = read.where(outlet="a"), read.where(outlet="b")
    ways = {"concordance of rebels": lambda: concordance(read, "rebels"),
            "concordance of terror*": lambda: concordance(read, "terror*"),
            "concordance of eastern aleppo": lambda: concordance(read, "eastern aleppo"),
            "collocates of rebels": lambda: collocates(read, "rebels"),
            "keyness of two halves, every word": lambda: keyness(first, second, minimum=1)}
    return {f"{name} ({len(way()):,} rows)": min(timed(way) for _ in range(5)) * 1000 for name, way in ways.items()}


def readers(sample: list[str]) -> dict[str, float]:
    """Words a second of each reader alone, and of all together, on one core; the best of three."""
    import kit
    from kit.reading import attribution, grammar, passive, quotes
    from kit.text import count

    lexicons, articles = [kit.lexicon(name) for name in LEXICONS], _articles(sample)
    ways = {"attributions": kit.attributions, "two lexicons with voice": lambda one: kit.find(lexicons, one),
            "passives": kit.passives, "agency": kit.agency, "hedges": kit.hedges, "figures": kit.figures}
    ways["all of these together"] = lambda one, each=tuple(ways.values()): [len(way(one)) for way in each]
    ways |= {"prompts for frames": kit.prompts}
    words, found = sum(count(text) for text in sample), {}
    kept = (attribution._read, passive._read, quotes.quotations, grammar.folded, grammar.plain)
    for name, way in ways.items():
        way(articles[0])
        runs = []
        for _ in range(3):
            for memory in kept:
                memory.cache_clear()
            runs.append(timed(lambda: sum(len(way(one)) for one in articles)))
        found[name] = words / min(runs)
    return found


def starts() -> dict[str, float]:
    """Seconds until a module is imported in a new process, the best of five."""
    names = {"pandas": "import pandas", "pandas and kit": "import pandas, kit",
             "pandas and every public name of kit": "import pandas, kit; [getattr(kit, name) for name in kit.__all__]"}
    def start(code: str) -> float:
        return min(timed(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(5))
    return {name: start(code) for name, code in names.items()}


def timed(job: Callable[[], object]) -> float:
    """Seconds that a job takes."""
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def alone(way: str, n: int) -> tuple[float, float] | None:
    """Seconds (the best of some runs) and additional megabytes of one way, in a process of its own; nothing without its
    library."""
    found = []
    for _ in range(3 if way == "kit" or n <= 1000 else 1):
        run = subprocess.run([sys.executable, __file__, way, str(n)], capture_output=True, text=True)
        if run.returncode and "ModuleNotFoundError" in run.stderr and way != "kit":
            return None
        if run.returncode:
            raise SystemExit(run.stderr)
        found.append(tuple(map(float, run.stdout.split())))
    return min(found)


def one(way: str, n: int) -> None:
    """Run one way and print seconds and additional megabytes."""
    sample, wanted, job = texts(n), terms(), globals()[f"with_{way}"]
    job(sample[:20], wanted)  # imports are not part of the job
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = timed(lambda: job(sample, wanted))
    print(seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


def main() -> None:
    """Print everything; ``bench.py WAY N`` runs one way."""
    if len(sys.argv) == 3:
        return one(sys.argv[1], int(sys.argv[2]))
    for n in (1000, 10000):
        size = sum(len(text.encode()) for text in texts(n)) / 1e6
        found = {way: alone(way, n) for way in WAYS}
        for way, (seconds, more) in ((way, figures) for way, figures in found.items() if figures):
            print(f"{n:7,} texts ({size:.1f} MB)  {seconds:6.2f} s  {n * SIZE / seconds / 1e6:5.2f} M words/s  "
                  f"{more:5.0f} MB more  {seconds / found['kit'][0]:5.1f} x the kit's time  {WAYS[way]}")
    seconds, more = alone("kit", 100_000)
    print(f"{100_000:7,} texts           {seconds:6.2f} s  {SIZE / seconds / 10:5.2f} M words/s  {more:5.0f} MB more")
    for name, milliseconds in queries(texts(5000)).items():
        print(f"2 M words, already read: {name:55} {milliseconds:6.1f} ms")
    for name, speed in readers(texts(500)).items():
        print(f"200,000 words, one core: {name:55} {speed:10,.0f} words/s")
    for name, seconds in starts().items():
        print(f"a new process imports {name:58} {seconds:6.2f} s")


if __name__ == "__main__":
    main()
