"""``python tests/licences.py``: the licence of every package in requirements.lock that is installed here, as it states it."""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import PackageMetadata, distributions
from pathlib import Path

from packaging.utils import canonicalize_name

LOCK = Path(__file__).parent.parent / "requirements.lock"
#: What may be used beside MIT and CC BY 4.0, by SPDX name. MPL-2.0 asks that changes to its own files stay open; none is changed.
COMPATIBLE = set("0BSD Apache-2.0 BSD BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MIT-0 MIT-CMU MPL-2.0 PSF-2.0 Zlib".split())
#: How packages spell theirs that use no SPDX name; "BSD" is one of the BSD licences, the package does not say which.
SPELT = {"MIT License": "MIT", "MIT license": "MIT", "BSD License": "BSD", "BSD 3-Clause License": "BSD-3-Clause",
         "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0",
         "ISC License (ISCL)": "ISC",
         "Python Software Foundation License": "PSF-2.0", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0"}
#: What stands in the licence files of packages whose metadata state none; the first has axe-core (MPL-2.0) within it.
READ = {"axe-playwright-python": "MIT AND MPL-2.0", "pkginfo": "MIT"}


def stated() -> dict[str, str]:
    """The licence of each pinned package that is installed here, by name, as an SPDX expression where that can be."""
    pinned = set(re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    found = {canonicalize_name(one.metadata["Name"]): one.metadata for one in distributions()}
    return {name: READ.get(name) or licence(found[name]) for name in sorted(pinned & found.keys())}


def licence(about: PackageMetadata) -> str:
    """What a package's metadata say: an expression, else classifiers, else a short name; "" where they say nothing."""
    kinds = [line.split(" :: ")[-1] for line in about.get_all("Classifier", []) if line.startswith("License :: OSI Approved :: ")]
    said = (about.get("License") or "").strip()
    names = [one] if (one := about.get("License-Expression")) else kinds or [said] * (len(said) < 40)
    return " AND ".join(SPELT.get(name, name) for name in names)


def parts(expression: str) -> set[str]:
    """The licences that an expression names; of those with "OR" between them all, though one would do."""
    return set(re.split(r"\s+(?:AND|OR)\s+", expression.replace("(", "").replace(")", "")))


def unfit() -> list[str]:
    """A sentence for each package with a licence that is not known to be compatible."""
    return [f"{name}: {said or 'states no licence'}" for name, said in stated().items() if parts(said) - COMPATIBLE]


if __name__ == "__main__":
    for name, said in stated().items():
        print(f"{name:32}{said}")
    print(f"\n{len(stated())} packages;", ", ".join(f"{n} {kind}" for kind, n in Counter(stated().values()).most_common()))
    print("\n".join(unfit()) or "All are compatible with MIT and CC BY 4.0.")
