"""Which functions of the kit each test calls, and how long it takes: a plugin for pytest, for `mutants.py`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from hypothesis import Phase, settings

#: Files and tests that are left out: in a browser, for long, or about what is no function of the kit.
LEFT = re.compile("browser|notebooks_run|packaging|site|export|download|large|crash|accuracy|a_million|bad_input|hostile|reproducible")


class Plugin:
    """For pytest: few examples and no shrinking; with a folder, also which functions in it a test calls, and its seconds."""

    def __init__(self, kit: str = "") -> None:
        self.kit, self.now, self.called, self.took, self.bad, self.many = kit, set(), defaultdict(set), Counter(), set(), Counter()

    def pytest_sessionstart(self) -> None:
        quick = settings(settings.get_profile("steady"), max_examples=20, phases=[Phase.explicit, Phase.generate])
        settings.register_profile("quick", quick)
        settings.load_profile("quick")

    def pytest_collection_modifyitems(self, items: list) -> None:
        for item in list(items) if self.kit else ():
            self.many[test := item.nodeid.split("[")[0]] += 1
            if self.many[test] > 2 or "browser_context" in getattr(item, "fixturenames", ()) or LEFT.search(test):
                items.remove(item)  # two cases of a test show what it calls

    def pytest_runtest_setup(self) -> None:
        self.now = set()
        for name, module in list(sys.modules.items()) if self.kit else ():
            for value in list(vars(module).values()) if name.startswith("kit.") else ():
                getattr(value, "cache_clear", int)()  # what was remembered would not be called
        sys.settrace((lambda frame, event, arg: self.now.add(frame.f_code)) if self.kit else None)

    def pytest_runtest_logreport(self, report) -> None:
        test, codes = report.nodeid.split("[")[0], [code for code in list(self.now) if code.co_filename.startswith(self.kit)]
        self.called[test] |= {(code.co_filename[len(self.kit):], code.co_firstlineno) for code in codes}
        self.took[test] += report.duration * max(1, self.many[test] / 2)
        self.bad |= set() if report.passed else {test}

    def pytest_sessionfinish(self) -> None:
        sys.settrace(None)
        rows = [[test, self.took[test], sorted(self.called[test])] for test in self.called if test not in self.bad]
        Path("calls.json" if self.kit else os.devnull).write_text(json.dumps(rows))
