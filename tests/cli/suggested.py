"""xbrief with four candidates in place of what its rules would find, as a program of its own: tests of the review are
about what becomes of candidates. With KILL_AT=N in its environment the process is killed (SIGKILL) at the N-th change
of a file in the dossier: odd numbers before a new file is written beside the old one, even ones before it takes its
place.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

from xbrief.evidence import anchor
from xbrief.evidence.text import Text
from xbrief.intake.candidate import Candidate

TEXT = """Nordwind in Bern

The winter was long. Lamps are what the maker is known for, and this February it opened a first shop in Bern, together
with the retailer Lumina. It is a small place near the station. Nordwind sells lamps in Switzerland through it.

An analyst said that kettles are too dear to bring in because of taxes. The duty on lamps was raised by 12 percent.
"""
NEW = {"parties": {"lumina": {"name": "Lumina", "type": "retailer", "home": "ch"}, "idle": {"name": "Idle"}}}
FOUND: tuple[tuple[str, float, Mapping[str, Any], Mapping[str, Any]], ...] = (
    (
        "event.opens",
        0.93,
        {
            "market": "ch",
            "kind": "event",
            "event": "store-opening",
            "parties": ["lumina"],
            "categories": ["lamps"],
            "claim": "Nordwind has opened a shop in Bern with Lumina.",
            "certainty": "asserted",
            "at": "2020-02",
            "anchor": "Lamps are what … with the retailer Lumina",
        },
        NEW,
    ),
    (
        "offer.sells",
        0.9,
        {
            "market": "ch",
            "kind": "offer",
            "categories": ["lamps"],
            "claim": "Nordwind sells lamps in Switzerland.",
            "certainty": "asserted",
            "status": "active",
            "anchor": "sells lamps in Switzerland",
        },
        {},
    ),
    (
        "tariff.raised",
        0.7,
        {
            "market": "ch",
            "kind": "tariff",
            "rate_percent": "21",
            "type": "import-duty",
            "on": ["lamps"],
            "applies_to": "imported",
            "change": "raised",
            "claim": "The duty on lamps was raised by 21 percent.",
            "certainty": "asserted",
            "anchor": "raised by 12 percent",
        },
        {},
    ),
    (
        "cause.because",
        0.5,
        {
            "market": "ch",
            "kind": "cause",
            "reason": "tax",
            "claim": "Kettles are not brought in because of taxes.",
            "says": {"unnamed": "an analyst"},
            "certainty": "asserted",
            "anchor": "said that kettles … because of taxes",
        },
        {},
    ),
)


def candidates(text: Text, *_: object) -> list[Candidate]:
    found = []
    for pattern, score, fact, new in FOUND:
        (place,) = anchor.places(fact["anchor"], text)
        found.append(Candidate(fact, pattern, score, (place.start, place.end), new))
    return found


def mortal(at: int) -> None:
    """From now on the process dies at a change of a file."""
    number = count(1)

    def dying(name: str) -> None:
        whole = getattr(Path, name)

        def change(path: Path, *args: Any) -> Any:
            if next(number) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(path, *args)

        setattr(Path, name, change)

    dying("write_bytes")
    dying("replace")


def main() -> None:
    from xbrief.cli.main import main as program
    from xbrief.intake.suggest import find

    find.candidates = candidates
    if at := os.environ.get("KILL_AT"):
        mortal(int(at))
    program(sys.argv[1:])


if __name__ == "__main__":
    main()
