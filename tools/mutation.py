"""Corrupts the facts of the articles at hand, one thing at a time, and counts how many corruptions are noticed.

`python tools/mutation.py TEXTS [--few]` prints a table by kind, and the survivors with what was not noticed. Exit
code 1 where less than 95 percent of all are caught. Nothing of the lock helps here: only what the loader and
`xbrief verify` make of the corrupted fact alone.
"""

from __future__ import annotations

import copy
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from xbrief import bundled
from xbrief.dossier.load import load
from xbrief.evidence.folder import Texts
from xbrief.evidence.held import hold

Raw = dict[str, Any]
LEAST = 95  # percent
OUTLOOKS = {"planned", "announced", "negotiating"}
OTHER_MARKET = {"kr": "us", "us": "br", "br": "kr"}


def digits(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    for name in ("rate_percent", "value", "count"):
        if name in fact:
            yield {**fact, name: str(float(fact[name]) * 10 + 3).removesuffix(".0")}
    found = re.search(r"\b\d+\b(?!\w)", fact["claim"])
    if found and not re.fullmatch(r"(?:19|20)\d\d", found[0]):
        yield {**fact, "claim": fact["claim"].replace(found[0], str(int(found[0]) + 7), 1)}


def units(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    if "currency" in fact:
        yield {**fact, "currency": "EUR" if fact["currency"] != "EUR" else "USD"}
    if fact.get("bound") == "up-to":
        yield {**fact, "bound": "from"}
        yield {k: v for k, v in fact.items() if k != "bound"}
    if fact["kind"] == "metric" and fact.get("unit") not in {None, "percent"}:
        yield {**fact, "unit": "percent"}


def market(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    if isinstance(fact.get("market"), str) and fact["market"] in OTHER_MARKET:
        yield {**fact, "market": OTHER_MARKET[fact["market"]]}


def organisation(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    for name in ("parties", "sellers", "by"):
        held = fact.get(name)
        if held and held != ["xiaomi"]:
            other = next(p for p in ("vodafone", "ericsson", "foxconn", "flipkart") if p not in held)
            yield {**fact, name: [other, *held[1:]]}


def negation(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    claim = fact["claim"]
    bare = re.sub(r"\b(?:not|no|none of|neither|never|hardly|nor)\b ?", "", claim, flags=re.IGNORECASE)
    if bare != claim:
        yield {**fact, "claim": bare[:1].upper() + bare[1:]}
    else:
        yield {**fact, "claim": re.sub(r"\b(is|are|was|were|has|have|will|can|may)\b", r"\1 not", claim, count=1)}


def activated(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    if fact.get("status") in OUTLOOKS:
        yield {k: v for k, v in {**fact, "status": "active"}.items() if k != "target"}


def asserted(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    if fact["certainty"] == "speculated":
        yield {**fact, "certainty": "asserted"}


def speechless(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    if "says" in fact:
        yield {k: v for k, v in fact.items() if k != "says"}


def exclusive(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    if fact["kind"] == "partner" and fact.get("exclusive") != "true":
        yield {**fact, "exclusive": "true"}
    if fact["kind"] == "offer" and fact.get("only") != "true":
        yield {**fact, "only": "true"}


def swapped(fact: Raw, others: list[Raw]) -> Iterator[Raw]:
    mine = others.index(fact)
    other = others[(mine + len(others) // 2) % len(others)]
    if other["anchor"] != fact["anchor"]:
        yield {**fact, "anchor": other["anchor"]}


def moved(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    for name in ("at", "from", "until", "target"):
        found = re.match(r"\d{4}", fact.get(name) or "")
        if found:
            yield {**fact, name: fact[name].replace(found[0], str(int(found[0]) - 2))}


def category(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    held = fact.get("categories")
    if held:
        yield {**fact, "categories": [*held, next(c for c in ("e-scooters", "air-purifiers") if c not in held)]}


def blocked(fact: Raw, _: list[Raw]) -> Iterator[Raw]:
    if fact["kind"] == "cause":
        kept = {k: v for k, v in fact.items() if k not in {"of", "reason", "by"}}
        yield {**kept, "kind": "block", "categories": ["smartphones"], "status": "active"}


KINDS: dict[str, Callable[[Raw, list[Raw]], Iterator[Raw]]] = {
    "a digit": digits,
    "a unit": units,
    "the market": market,
    "an organisation": organisation,
    "a negation": negation,
    "planned to active": activated,
    "speculated to asserted": asserted,
    "a dropped speaker": speechless,
    "a false exclusive": exclusive,
    "a swapped anchor": swapped,
    "a date moved": moved,
    "a category added": category,
    "a cause turned into a block": blocked,
}


class Bench:
    """A dossier of the sources whose texts are at hand, into which one corrupted fact is written at a time."""

    def __init__(self, texts: Path, folder: Path) -> None:
        self.texts = Texts(texts)
        self.folder = folder
        self.pages: dict[str, Raw] = {}
        sources = bundled.sources()
        shutil.copy(sources / "dossier.yaml", folder)
        for path in sorted(texts.iterdir()):
            file = sources / f"{path.stem}.yaml"
            if file.is_file():
                self.pages[path.stem] = yaml.BaseLoader(file.read_text("utf-8")).get_single_data()
                self._write(path.stem, self.pages[path.stem])
        # Links into sources that are not here are problems of this bench, and of no fact.
        self.before = self._problems()

    def _write(self, source: str, page: Raw) -> None:
        text = yaml.safe_dump(_nulls(page), allow_unicode=True, sort_keys=False)
        (self.folder / f"{source}.yaml").write_text(text, "utf-8")

    def _problems(self) -> Counter[tuple[str, str]]:
        return Counter((p.code, p.message) for p in load(self.folder).problems)

    def mutants(self) -> Iterator[tuple[str, str, Raw, Raw]]:
        """Kind, source, fact as it is and as it is corrupted."""
        for source, page in self.pages.items():
            for fact in page["facts"]:
                for kind, change in KINDS.items():
                    for mutant in change(fact, page["facts"]):
                        if mutant != fact:
                            yield kind, source, fact, mutant

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
            faults = hold(loaded.dossier, fact, self.texts.of(source)).faults
            return faults[0].code if faults else ""
        finally:
            self._write(source, self.pages[source])


def _nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _nulls(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_nulls(v) for v in value]
    return None if value in {"null", ""} else value


def run(texts: Path, few: bool = False) -> tuple[Counter[str], Counter[str], list[tuple[str, Raw, Raw]]]:
    """How many corruptions there were and how many were caught, by kind, and the survivors."""
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(texts, Path(folder))
        for n, (kind, source, fact, mutant) in enumerate(bench.mutants()):
            if few and n % 5:
                continue
            made[kind] += 1
            if bench.caught(source, mutant):
                caught[kind] += 1
            else:
                survivors.append((kind, fact, mutant))
    return made, caught, survivors


def main() -> int:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("usage: python tools/mutation.py TEXTS [--few]", file=sys.stderr)
        return 2
    made, caught, survivors = run(Path(sys.argv[1]), "--few" in sys.argv)
    for kind in KINDS:
        print(f"{kind:30} {caught[kind]:4} of {made[kind]:4}")
    share = 100 * caught.total() / max(made.total(), 1)
    print(f"{'all':30} {caught.total():4} of {made.total():4}  {share:.1f} percent")
    for kind, fact, mutant in survivors:
        changed = {k: v for k, v in mutant.items() if fact.get(k) != v}
        gone = [k for k in fact if k not in mutant]
        print(f"survived: {kind}: {fact['id']}: {changed or gone}")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
