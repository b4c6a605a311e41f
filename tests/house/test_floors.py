"""The floors of the design: a file imports only from below or from its own floor, siblings leave each other alone,
and what thinks (claims, rules, briefs) knows no file, no clock and no console."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "problems", "model", "bundled"}),
    frozenset({"dossier"}),
    frozenset({"evidence"}),
    frozenset({"claims"}),
    frozenset({"language"}),
    frozenset({"rules"}),
    frozenset({"brief"}),
    frozenset({"checks"}),
    frozenset({"render"}),
    frozenset({"intake"}),
    frozenset({"cli", "__main__"}),
)
HEIGHT = {name: height for height, floor in enumerate(FLOORS) for name in floor}

# A folder whose files are siblings: the files in it that are shared, and those that may collect the siblings.
SIBLINGS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "xbrief.rules.forms": (frozenset({"base"}), frozenset()),
    "xbrief.checks": (frozenset(), frozenset()),
    "xbrief.render": (
        frozenset(
            {
                "archive",
                "base",
                "joined",
                "lanes",
                "notes",
                "picture",
                "prose",
                "raster",
                "sandbox",
                "signs",
                "stamp",
                "text",
            }
        ),
        # A site is made of what the formats of single pages make, and so is a report.
        frozenset({"report", "site"}),
    ),
    "xbrief.cli": (frozenset({"run", "options", "main"}), frozenset({"main", "start"})),
}

THINKING = ("xbrief.claims", "xbrief.rules", "xbrief.brief")
WORLDLY = frozenset(
    {
        *("builtins", "fileinput", "getpass", "glob", "http", "importlib", "io", "linecache", "locale", "logging"),
        *("mmap", "os", "pathlib", "pkgutil", "platform", "random", "secrets", "shutil", "socket", "subprocess"),
        *("sys", "tempfile", "time", "urllib", "uuid", "zoneinfo"),
        *("click", "jinja2", "rich", "typer", "xbrief.bundled"),
    }
)
WORLDLY_CALLS = frozenset({"open", "print", "input", "breakpoint", "today", "now", "utcnow", "read_text", "read_bytes"})
# The one file of these floors that reads: the built-in rules are YAML files beside it.
READERS: Mapping[str, frozenset[str]] = {
    "xbrief.rules.load": frozenset({"importlib", "pathlib", "read_text", "read_bytes"}),
    "xbrief.rules.own": frozenset({"pathlib"}),
}
# Commands are imported when they are called, by a name from a table.
COMPUTED_ALLOWED = frozenset({"xbrief.cli.main"})


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the line it stands on and the module it names, as far as that can be read."""

    line: int
    target: str


def imports(module: str, source: str, known: frozenset[str], *, package: bool = False) -> Iterator[Import]:
    """Every import of a module, at whatever depth it stands; a string that is the name of a known module counts too.

    `target` is `?` where the name is computed.
    """
    home = module if package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (Import(node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=name, names=names, level=level):
                base = _absolute(home, name or "", level)
                for alias in names:
                    inner = f"{base}.{alias.name}"
                    yield Import(node.lineno, inner if inner in known else base)
            case ast.Constant(value=str(text)) if text.partition(":")[0] in known - {"xbrief"}:
                yield Import(node.lineno, text.partition(":")[0])
            case ast.Call(func=func, args=[first, *_]) if _name(func) in {"import_module", "__import__"}:
                yield Import(node.lineno, _imported_by_call(first, home))


def _absolute(home: str, name: str, level: int) -> str:
    if not level:
        return name
    above = home.split(".")[: len(home.split(".")) - level + 1]
    return ".".join([*above, name] if name else above)


def _name(func: ast.expr) -> str:
    match func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _imported_by_call(first: ast.expr, home: str) -> str:
    match first:
        case ast.Constant(value=str(text)):
            dots = len(text) - len(text.lstrip("."))
            return _absolute(home, text[dots:], dots)
    return "?"


def faults(sources: Mapping[str, str], packages: frozenset[str] = frozenset()) -> list[str]:
    """What breaks the floors in a set of modules (name -> source text), one line a fault."""
    known = frozenset(sources)
    found: list[str] = []
    graph: dict[str, set[str]] = {name: set() for name in sources}
    for module, source in sources.items():
        if module != "xbrief" and _floor(module) is None:
            found.append(f"{module}: no floor of the design has this name")
            continue
        for entry in imports(module, source, known, package=module in packages):
            where = f"{module}:{entry.line}"
            if entry.target == "?":
                if module not in COMPUTED_ALLOWED:
                    found.append(f"{where}: imports by a computed name")
            elif entry.target.partition(".")[0] == "xbrief":
                found += [f"{where}: {fault}" for fault in _upward(module, entry.target)]
                found += [f"{where}: {fault}" for fault in _sideways(module, entry.target)]
                if entry.target in known and entry.target != module:
                    graph[module].add(entry.target)
        found += _worldly(module, source, known, package=module in packages)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        found.append(f"imports go in a circle: {' <- '.join(circle.args[1])}")
    return found


def _floor(module: str) -> int | None:
    parts = module.split(".")
    return HEIGHT.get(parts[1]) if len(parts) > 1 else None


def _upward(module: str, target: str) -> Iterator[str]:
    if target == "xbrief":
        return
    own, other = _floor(module), _floor(target)
    if other is None:
        yield f"imports {target}, which is on no floor"
    elif own is None or other > own:
        yield f"imports {target} from a floor above its own"


def _sideways(module: str, target: str) -> Iterator[str]:
    for folder, (shared, collectors) in SIBLINGS.items():
        if not (module.startswith(f"{folder}.") and target.startswith(f"{folder}.")):
            continue
        own, other = (name.removeprefix(f"{folder}.").split(".")[0] for name in (module, target))
        if own == other or other in shared or own in collectors:
            continue
        yield f"imports its sibling {target}"


def _worldly(module: str, source: str, known: frozenset[str], *, package: bool) -> Iterator[str]:
    if not any(module == floor or module.startswith(f"{floor}.") for floor in THINKING):
        return
    allowed = READERS.get(module, frozenset())
    for entry in imports(module, source, known, package=package):
        if _is_worldly(entry.target) and entry.target.partition(".")[0] not in allowed:
            yield f"{module}:{entry.line}: imports {entry.target}; this floor knows no file, no clock and no console"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in WORLDLY_CALLS - allowed:
            yield f"{module}:{node.lineno}: calls {_name(node.func)}(); the day and the data are passed in"


def _is_worldly(target: str) -> bool:
    return target in WORLDLY or target.partition(".")[0] in WORLDLY


def _tree() -> tuple[dict[str, str], frozenset[str]]:
    sources: dict[str, str] = {}
    packages: set[str] = set()
    for path in sorted((REPO / "xbrief").rglob("*.py")):
        parts = path.relative_to(REPO).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if parts[-1] == "__init__":
            packages.add(name)
        sources[name] = path.read_text(encoding="utf-8")
    return sources, frozenset(packages)


def test_the_floors_hold() -> None:
    sources, packages = _tree()
    assert "xbrief.model" in sources
    assert faults(sources, packages) == []


UPWARD = {
    "at the top": "from xbrief.cli.run import guard",
    "of a package's own name": "import xbrief.cli.run",
    "of a module out of its package": "from xbrief.cli import run",
    "in a function": "def f():\n    from xbrief.cli import run",
    "for type checkers": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from xbrief.cli.run import guard",
    "relative": "from ..cli.run import guard",
    "relative, of a module": "from ..cli import run",
    "by import_module": "from importlib import import_module\nimport_module('xbrief.cli.run')",
    "by importlib.import_module": "import importlib\nimportlib.import_module('xbrief.cli.run')",
    "relative, by import_module": "from importlib import import_module\nimport_module('..cli.run', __package__)",
    "by __import__": "__import__('xbrief.cli.run')",
    "by a table of names": "TABLE = {'a': 'xbrief.cli.run:guard'}",
}


@pytest.mark.parametrize("source", UPWARD.values(), ids=UPWARD.keys())
def test_an_import_from_above_is_found(source: str) -> None:
    found = faults({"xbrief.dossier.load": source, "xbrief.cli.run": ""})
    assert any("imports xbrief.cli.run from a floor above its own" in fault for fault in found)


def test_an_import_from_below_or_from_the_own_floor_is_fine() -> None:
    sources = {
        "xbrief": "__version__ = '1'",
        "xbrief.errors": "",
        "xbrief.dossier": "",
        "xbrief.dossier.yaml": "from ..errors import XbriefError\nfrom xbrief import __version__",
        "xbrief.dossier.load": "from xbrief.dossier import yaml\nimport json, os.path",
        "xbrief.cli.main": "def run(name):\n    import_module(name)\n    from xbrief.cli import country",
        "xbrief.cli.country": "from xbrief.cli.options import DOSSIER",
        "xbrief.cli.options": "from xbrief.dossier.load import dossier",
    }
    assert faults(sources, frozenset({"xbrief", "xbrief.dossier"})) == []


def test_the_package_itself_stands_below_everything() -> None:
    assert faults({"xbrief": "from xbrief.model import Fact", "xbrief.model": ""}, frozenset({"xbrief"})) == [
        "xbrief:1: imports xbrief.model from a floor above its own"
    ]


def test_a_relative_import_in_a_package_file_starts_at_that_package() -> None:
    found = faults({"xbrief.dossier": "from .yaml import parse", "xbrief.dossier.yaml": "from . import parse"})
    assert found == ["xbrief.dossier:1: imports xbrief.yaml, which is on no floor"]
    found = faults(
        {"xbrief.dossier": "from .yaml import parse", "xbrief.dossier.yaml": "from . import parse"},
        frozenset({"xbrief.dossier"}),
    )
    assert found[0].startswith("imports go in a circle")


def test_a_new_floor_must_be_entered() -> None:
    assert faults({"xbrief.utils": ""}) == ["xbrief.utils: no floor of the design has this name"]


def test_a_computed_name_hides_an_import() -> None:
    assert faults({"xbrief.render.html": "import_module(name)"}) == ["xbrief.render.html:1: imports by a computed name"]


def test_a_circle_is_found_also_through_functions() -> None:
    sources = {
        "xbrief.claims.state": "from xbrief.claims.group import key",
        "xbrief.claims.group": "def f():\n    from xbrief.claims.outlook import fate",
        "xbrief.claims.outlook": "from xbrief.claims import state",
    }
    (fault,) = faults(sources)
    assert fault.startswith("imports go in a circle")


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("xbrief.rules.forms.accounts", "xbrief.rules.forms.listing"),
        ("xbrief.rules.forms.base", "xbrief.rules.forms.listing"),
        ("xbrief.checks.anchors", "xbrief.checks.links"),
        ("xbrief.render.terminal", "xbrief.render.markdown"),
        ("xbrief.cli.compare", "xbrief.cli.country"),
        ("xbrief.cli.run", "xbrief.cli.country"),
        ("xbrief.cli.options", "xbrief.cli.country"),
    ],
)
def test_siblings_leave_each_other_alone(module: str, target: str) -> None:
    assert faults({module: f"import {target}", target: ""}) == [f"{module}:1: imports its sibling {target}"]


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("xbrief.rules.forms.accounts", "xbrief.rules.forms.base"),
        ("xbrief.rules.forms", "xbrief.rules.forms.accounts"),
        ("xbrief.checks", "xbrief.checks.links"),
        ("xbrief.render.terminal", "xbrief.render.text"),
        ("xbrief.cli.main", "xbrief.cli.country"),
        ("xbrief.cli.country", "xbrief.cli.run"),
    ],
)
def test_shared_files_and_collectors_are_no_siblings(module: str, target: str) -> None:
    assert faults({module: f"import {target}", target: ""}) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import os.path",
        "from pathlib import Path",
        "def f():\n    import time",
        "from rich.text import Text",
        "import typer",
        "import importlib.resources",
        "from xbrief import bundled",
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.datetime.now(datetime.UTC)",
        "open('x')",
        "print('x')",
        "def f(path):\n    return path.read_text()",
    ],
)
@pytest.mark.parametrize("module", ["xbrief.claims.state", "xbrief.rules.engine", "xbrief.brief.select"])
def test_what_thinks_knows_no_file_no_clock_and_no_console(module: str, source: str) -> None:
    assert len(faults({module: source, "xbrief.bundled": ""})) == 1


def test_what_thinks_may_handle_days_that_are_passed_in() -> None:
    assert faults({"xbrief.claims.state": "from datetime import date, timedelta\nDAY = date(2016, 3, 8)"}) == []


def test_one_file_reads_the_rules_and_still_knows_no_clock() -> None:
    reading = "from importlib.resources import files\nfrom pathlib import Path\nPath('x').read_text()"
    assert faults({"xbrief.rules.load": reading}) == []
    assert len(faults({"xbrief.rules.load": "import time"})) == 1
    assert len(faults({"xbrief.rules.load": "date.today()"})) == 1
