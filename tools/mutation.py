"""Corrupts the facts whose texts are at hand, one thing at a time, and counts how many corruptions are noticed.

`python tools/mutation.py TEXTS [--dossier DIR] [--few]` prints a table by kind, and the survivors with what was not
noticed. Exit code 1 where less than 95 percent of all are caught. Nothing of the lock helps here: only what the loader,
`xbrief verify` and, of what both let pass, the brief's own checks make of the corrupted fact alone. `tools/mutants.py`
says what is corrupted and how.
"""

from __future__ import annotations

import copy
import io
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tools.mutants import KINDS, SURVIVES, Article, Raw
from xbrief import bundled
from xbrief.brief import country
from xbrief.cli.run.session import session
from xbrief.dossier import places
from xbrief.dossier.load import load
from xbrief.errors import XbriefError
from xbrief.evidence import anchor
from xbrief.evidence.folder import Texts
from xbrief.evidence.glossary import Glossary, countries
from xbrief.evidence.held import hold
from xbrief.evidence.text import Text, cased, normal

LEAST = 95  # percent
ABROAD = ("in", "de")
Survivor = tuple[str, Raw, Raw]


class Bench:
    """A dossier of the sources whose texts are at hand, into which one corrupted fact is written at a time."""

    def __init__(self, sources: Path, texts: Path, folder: Path) -> None:
        self.texts = Texts(texts)
        self.folder = folder
        self.pages: dict[str, Raw] = {}
        shutil.copy(sources / "dossier.yaml", folder)
        for path in sorted(texts.iterdir()):
            file = sources / f"{path.stem}.yaml"
            if file.is_file():
                self.pages[path.stem] = yaml.BaseLoader(file.read_text("utf-8")).get_single_data()
                self._write(path.stem, self.pages[path.stem])
        # Links into sources that are not here are problems of this bench, and of no fact.
        self.before = self._problems()

    def _write(self, source: str, page: Raw) -> None:
        text = yaml.dump(_nulls(page), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (self.folder / f"{source}.yaml").write_text(text, "utf-8")

    def _problems(self) -> Counter[tuple[str, str]]:
        return Counter((p.code, p.message) for p in load(self.folder).problems)

    @cached_property
    def articles(self) -> dict[str, Article]:
        """What each article offers for near misses."""
        dossier = load(self.folder).dossier
        found = {}
        for source, page in self.pages.items():
            text = self.texts.of(source)
            body, whole = _body(text), cased(text.raw) if text else ""
            parties = {i: p.name for i, p in dossier.parties.items() if _names((p.name, *p.aliases), body)}
            goods = {
                i: c.label
                for i, c in dossier.categories.items()
                if _names((c.label, *c.aliases, *(b for b, of in dossier.brands.items() if of == i)), body)
            }
            codes = {m for p in self.pages.values() for f in p["facts"] for m in _markets(f)}
            told = {m: places.country(m).name for m in sorted(codes) if m in countries(whole)}
            found[source] = Article(
                facts=page["facts"],
                published=page.get("published"),
                figures=sorted(set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", body)))[:6],
                parties=parties,
                people={i: p.name for i, p in dossier.people.items() if _names((p.name.split()[-1],), body)},
                categories=goods,
                markets=told,
                strangers=[i for i in dossier.parties if i not in parties][:1],
                foreign=next((i for i in dossier.categories if i not in goods), ""),
                company=dossier.company.id,
                speaks_for={i: p.of or "" for i, p in dossier.people.items()},
                more={m: places.country(m).name for m in ABROAD if m not in told},
            )
        return found

    def mutants(self) -> Iterator[tuple[str, str, Raw, Raw]]:
        """Kind, source, fact as it is and as it is corrupted."""
        for source, page in self.pages.items():
            for fact in page["facts"]:
                for kind, change in KINDS.items():
                    for mutant in change(fact, self.articles[source]):
                        if mutant != fact and not self._shared(source, fact, mutant):
                            yield kind, source, fact, mutant

    def _shared(self, source: str, fact: Raw, mutant: Raw) -> bool:
        """Another fact's anchor whose words hold those of this one, or the other way round, is no corruption."""
        text = self.texts.of(source)
        if fact["anchor"] == mutant["anchor"] or text is None:
            return False
        mine, other = anchor.places(fact["anchor"], text), anchor.places(mutant["anchor"], text)
        return bool(mine and other) and mine[0].start < other[0].end and other[0].start < mine[0].end

    def caught(self, source: str, mutant: Raw) -> str:
        """The code by which a corrupted fact is noticed; empty where it is not."""
        page = copy.copy(self.pages[source])
        page["facts"] = [mutant if f["id"] == mutant["id"] else f for f in page["facts"]]
        self._write(source, page)
        try:
            loaded = load(self.folder)
            fresh = Counter((p.code, p.message) for p in loaded.problems) - self.before
            if fresh:
                return min(code for code, _ in fresh)
            fact = loaded.dossier.facts[mutant["id"]]
            faults = hold(Glossary(loaded.dossier), fact, self.texts.of(source)).faults
            return faults[0].code if faults else self._refused(fact.market)
        finally:
            self._write(source, self.pages[source])

    def _refused(self, markets: Iterable[str]) -> str:
        """`brief` where a full brief on a market of the fact is refused by its own checks; else empty."""
        # Links into sources that are not here: no news.
        with redirect_stderr(io.StringIO()):
            opened = session(self.folder)
        try:
            for code in markets:
                country.brief(opened.market(code), "full")
        except XbriefError:
            return "brief"
        return ""


def _body(text: Text | None) -> str:
    return normal(" ".join(text.raw[line.start : line.end] for line in text.lines if line.body)) if text else ""


def _names(names: tuple[str, ...], body: str) -> bool:
    return any(re.search(rf"\b{re.escape(normal(n).rstrip('s'))}s?\b", body) for n in names if n)


def _markets(fact: Raw) -> list[str]:
    held = fact.get("market")
    return [m for m in ([held] if isinstance(held, str) else held or []) if m != "null"]


def _nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _nulls(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_nulls(v) for v in value]
    return None if value in {"null", ""} else value


def run(texts: Path, sources: Path, every: int = 1) -> tuple[Counter[str], Counter[str], list[Survivor]]:
    """How many corruptions there were and how many were caught, by kind, and the survivors."""
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sources, texts, Path(folder))
        for n, (kind, source, fact, mutant) in enumerate(bench.mutants()):
            if n % every:
                continue
            made[kind] += 1
            if bench.caught(source, mutant):
                caught[kind] += 1
            else:
                survivors.append((kind, fact, mutant))
    return made, caught, survivors


def main() -> int:
    args = sys.argv[1:]
    if not args or not Path(args[0]).is_dir():
        print("usage: python tools/mutation.py TEXTS [--dossier DIR] [--few]", file=sys.stderr)
        return 2
    sources = Path(args[args.index("--dossier") + 1]) if "--dossier" in args else bundled.sources()
    made, caught, survivors = run(Path(args[0]), sources, 5 if "--few" in args else 1)
    for kind in KINDS:
        print(f"{kind:30} {caught[kind]:4} of {made[kind]:4}")
    share = 100 * caught.total() / max(made.total(), 1)
    print(f"{'all':30} {caught.total():4} of {made.total():4}  {share:.1f} percent")
    for kind, fact, mutant in survivors:
        changed = {k: v for k, v in mutant.items() if fact.get(k) != v}
        gone = [k for k in fact if k not in mutant]
        print(f"survived: {kind}: {fact['id']}: {changed or gone} ({SURVIVES[kind]})")
    return 0 if share >= LEAST and made else 1


if __name__ == "__main__":
    sys.exit(main())
