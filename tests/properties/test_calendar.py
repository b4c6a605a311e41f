"""Calendars: what goes in comes back out, in lines that no reader of RFC 5545 refuses."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from xbrief.render.ics import LONGEST, Event, calendar
from xbrief.render.text import clean

ANY = st.text(max_size=120) | st.text(alphabet="\\;,:\n\r nN한é😀\x00\u202e", max_size=200)
EVENTS = st.lists(st.builds(Event, ANY, st.dates(), ANY, ANY, ANY), max_size=4)


def parsed(text: str) -> list[dict[str, str]]:
    """The events of a calendar, read as the standard has it: unfolded, split at the first colon, unescaped."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    found: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, colon, value = line.partition(":")
        assert colon
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name.partition(";")[0]] = unescaped(value)
    return found


def unescaped(value: str) -> str:
    out, signs = "", iter(value)
    for sign in signs:
        if sign == "\\":
            after = next(signs)
            assert after in "\\;,nN"
            out += "\n" if after in "nN" else after
        else:
            assert sign not in ";,"
            out += sign
    return out


def shown(value: str) -> str:
    return "\n".join(clean(line) for line in value.splitlines())


@given(EVENTS, ANY, st.dates())
def test_what_goes_in_comes_back_out(events: list[Event], name: str, stamp: date) -> None:
    text = calendar(name, events, stamp)
    found = parsed(text)
    assert len(found) == len(events)
    for event, read in zip(events, found, strict=True):
        assert read["UID"] == shown(event.uid)
        assert read["SUMMARY"] == shown(event.summary)
        assert read["DESCRIPTION"] == shown(event.description)
        assert read["CATEGORIES"] == shown(event.category)
        assert date.fromisoformat(read["DTSTART"]) == event.day
        assert read["DTSTAMP"] == f"{stamp.isoformat().replace('-', '')}T000000Z"
    assert text == calendar(name, events, stamp)


LONG = Event("u" * 400, date(2026, 11, 22), "é" * 300, "x한😀;" * 100, "stale")


@given(EVENTS)
@example([LONG])
def test_no_line_is_longer_than_the_standard_allows_and_no_character_is_cut(events: list[Event]) -> None:
    lines = calendar("x", events, date(2026, 11, 22)).encode("utf-8").split(b"\r\n")
    for line in lines:
        assert len(line) <= LONGEST
        line.decode("utf-8")
    # What is folded is folded no earlier than it must be.
    for line, after in pairwise(lines):
        if after.startswith(b" "):
            assert len(line) > LONGEST - 4
