"""How fast, and with how much memory? ``make bench`` prints it, beside plain nltk and, if it is there, scikit-learn.

The job: read N texts of 400 words, count the words of two groups, compute keyness for every word, count a 60-term
lexicon, list every line of one term. The words are made up from syllables and drawn as in a language: few often, many rarely.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from itertools import accumulate

SIZE, TERMS = 400, 60


def texts(n: int, size: int = SIZE) -> list[str]:
    """``n`` texts of ``size`` made-up words, the same every time."""
    draw = random.Random(2016)
    parts = [a + b for a in "b d f g h k l m n p r s t v w z sh th".split() for b in "a e i o u an er in ol us".split()]
    forms = list(dict.fromkeys("".join(draw.choices(parts, k=draw.choice((1, 2, 2, 3, 3, 4)))) for _ in range(30000)))
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(forms))))
    found = []
    for _ in range(n):
        words = draw.choices(forms, cum_weights=weights, k=size)
        lines = [" ".join(words[at: at + 20]).capitalize() for at in range(0, size, 20)]
        found.append(lines[0] + "\n\n" + ". ".join(line.replace(" ", ", ", 1) for line in lines[1:]) + ", “he” said.")
    return found


def terms(sample: list[str]) -> list[str]:
    """The lexicon: sixty words, every third with a star."""
    words = sorted({word for word in sample[0].lower().split() if word.isalpha()})[:TERMS]
    return [word + "*" * (k % 3 == 0 and len(word) > 3) for k, word in enumerate(words)]


def with_kit(sample: list[str]) -> int:
    """The job with the kit."""
    from kit.measure.context import concordance
    from kit.measure.tokens import corpus
    from kit.measure.keywords import keyness
    from kit.measure.rates import count
    from kit.model import Article

    read = corpus(Article.of(text, outlet="ab"[k % 2], id=str(k)) for k, text in enumerate(sample))
    keyness(read.where(outlet="a"), read.where(outlet="b"), minimum=1)
    lexicon = count(read, terms(sample))
    return len(concordance(read, terms(sample)[7])) + len(lexicon)


def with_nltk(sample: list[str]) -> int:
    """The job as a careful beginner writes it with nltk."""
    from nltk import FreqDist
    from nltk.metrics import BigramAssocMeasures
    from nltk.text import Text
    from nltk.tokenize import NLTKWordTokenizer

    cut = NLTKWordTokenizer()
    tokens = [[token.lower() for token in cut.tokenize(text)] for text in sample]
    first, second = (FreqDist(word for words in tokens[k::2] for word in words) for k in (0, 1))
    for word in first | second:
        a, b = first[word], second[word]
        BigramAssocMeasures.likelihood_ratio(a, (a + b, first.N()), first.N() + second.N()) if a else 0.0
    found = [sum(n for word, n in (first + second).items() if word.startswith(term.rstrip("*")))
             if term.endswith("*") else first[term] + second[term] for term in terms(sample)]
    flat = Text([word for words in tokens for word in words])
    return len(flat.concordance_list(terms(sample)[7], lines=10**9)) + len(found)


def with_sklearn(sample: list[str]) -> int:
    """Only the counting of words, with scikit-learn."""
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer().fit_transform(sample).shape[1]


def queries(sample: list[str]) -> dict[str, float]:
    """Milliseconds of a second question to a corpus that was read."""
    from kit.measure.context import collocates, concordance
    from kit.measure.tokens import corpus
    from kit.measure.keywords import keyness
    from kit.model import Article

    read = corpus(Article.of(text, outlet="ab"[k % 2], id=str(k)) for k, text in enumerate(sample))
    first, second, often = read.where(outlet="a"), read.where(outlet="b"), terms(sample)
    ways = {f"concordance of {often[7]}": lambda: concordance(read, often[7]),
            f"concordance of {often[6]}": lambda: concordance(read, often[6]),
            f"collocates of {often[7]}": lambda: collocates(read, often[7]),
            "keyness of two halves": lambda: keyness(first, second, minimum=1)}
    return {f"{name} ({len(way()):,} rows)": min(timed(way) for _ in range(5)) * 1000 for name, way in ways.items()}


def timed(job) -> float:
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
        run.check_returncode()
        found.append(tuple(map(float, run.stdout.split())))
    return min(found)


def main() -> None:
    if len(sys.argv) == 3:
        way, sample = globals()[f"with_{sys.argv[1]}"], texts(int(sys.argv[2]))
        way(sample[:20])  # imports are not part of the job
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds = timed(lambda: way(sample))
        print(seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
        return
    for n in (1000, 10000):
        size = sum(len(text.encode()) for text in texts(n)) / 1e6
        found = {way: alone(way, n) for way in ("kit", "nltk", "sklearn")}
        for way, figures in found.items():
            if figures:
                print(f"{n:6,} texts ({size:.1f} MB)  {way:8} {figures[0]:6.2f} s  "
                      f"{n * SIZE / figures[0] / 1e6:5.2f} M words/s  {figures[1]:6.0f} MB more  "
                      f"{figures[0] / found['kit'][0]:5.1f} x the kit's time")
    for name, milliseconds in queries(texts(5000)).items():
        print(f"2 M words, already read: {name:50} {milliseconds:6.1f} ms")


if __name__ == "__main__":
    main()
