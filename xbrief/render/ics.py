"""Days for a calendar: iCalendar (RFC 5545), the same bytes for the same days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from xbrief import __version__
from xbrief.render import text as words

# RFC 5545, 3.1: octets of a line without its end.
LONGEST = 75
_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day of a calendar. `uid` is the same for the same thing in every later calendar."""

    uid: str
    day: date
    summary: str
    description: str
    category: str


def calendar(name: str, events: Iterable[Event], stamp: date) -> str:
    """The calendar as text with the line ends of the standard; `stamp` is the day by which it was made out."""
    return "".join(_folded(line) for line in _lines(name, events, stamp))


def _lines(name: str, events: Iterable[Event], stamp: date) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//xbrief//xbrief {__version__}//EN")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        yield "BEGIN:VEVENT"
        yield f"UID:{escaped(event.uid)}"
        yield f"DTSTAMP:{_basic(stamp)}T000000Z"
        yield f"DTSTART;VALUE=DATE:{_basic(event.day)}"
        yield f"SUMMARY:{escaped(event.summary)}"
        yield f"DESCRIPTION:{escaped(event.description)}"
        yield f"CATEGORIES:{escaped(event.category)}"
        # A reminder takes nobody's time.
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _basic(day: date) -> str:
    # Not strftime: it writes years before 1000 with fewer than four digits.
    return day.isoformat().replace("-", "")


def escaped(value: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): line breaks stay, as an escape; other controls and bidi marks do not."""
    kept = "\n".join(words.clean(line) for line in value.splitlines())
    for sign, told in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(sign, told)
    return kept


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, the later ones behind a space; no character is cut in two."""
    pieces, room = [""], LONGEST
    for sign in line:
        size = len(sign.encode("utf-8"))
        if size > room:
            pieces.append("")
            room = LONGEST - 1
        pieces[-1] += sign
        room -= size
    return f"{_END} ".join(pieces) + _END
