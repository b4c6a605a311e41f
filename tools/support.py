"""How much of the dossier the briefs use, and what stands behind their statements: `python tools/support.py [DIR]`.

For every market, as of the newest source: facts held, facts cited by the full brief, findings worded by class (cited,
absence, count), and how many of them pass the checks before printing. The last line sums them up.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from xbrief import bundled
from xbrief.brief import country
from xbrief.brief.market import Market, market
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.dossier.load import load
from xbrief.errors import BrokenPromise
from xbrief.rules.guard import check
from xbrief.rules.own import with_own


def main() -> None:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else bundled.sources()
    dossier = load(root).dossier
    rules = with_own(root / "rules")
    book = ledger(dossier, max(s.known for s in dossier.sources.values() if s.known))
    total: Counter[str] = Counter()
    for code in dossier.markets:
        found = market(book, rules, code, lambda c: places.country(c).full)
        if found is not None:
            total += _market(code, found)
    sys.stdout.write(_line("all", total))


def _market(code: str, found: Market) -> Counter[str]:
    brief = country.brief(found, "full")
    mine = {f.id for f in found.facts}
    count = Counter({"held": len(mine), "used": len(mine & set(brief.citations))})
    for finding in brief.findings.values():
        count[finding.basis] += 1
        try:
            check([finding], found.ledger, found.rules)
        except BrokenPromise:
            continue
        count["supported"] += 1
    sys.stdout.write(_line(code, count))
    return count


def _line(name: str, count: Counter[str]) -> str:
    told = count["cited"] + count["absence"] + count["count"]
    return (
        f"{name:4} facts used {count['used']:4} of {count['held']:4}; statements {told:4} ({count['cited']} cited, "
        f"{count['absence']} of absence, {count['count']} of count), with full support {count['supported']:4}\n"
    )


if __name__ == "__main__":
    main()
