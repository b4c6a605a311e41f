"""Comparisons and overviews: the same rows for every market, and an empty cell that never looks favourable."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.properties.worlds import TODAY, book, markets, rules
from tests.rules.dossier import make
from xbrief.brief import compare, region
from xbrief.brief.market import Market, market
from xbrief.brief.prose import cited
from xbrief.brief.snapshot import NOTHING
from xbrief.brief.types import Brief, Section, Table
from xbrief.claims.ledger import ledger
from xbrief.dossier import places

REAL = {m.code: m for m in markets(book("bundled", TODAY))}
SALE = "kind: offer, categories: [e-bikes], status: active"
CHOICES = (("us", "br"), ("kr", "br", "in"), ("kr", "us", "br", "in", "mx", "es"), ("cn", "fr"), tuple(REAL))


def small(folder: Path, *facts: str, as_of: str = "2019-06-15") -> list[Market]:
    folder.mkdir(exist_ok=True)
    text = "\n".join(f"- {{{fact}}}" for fact in facts)
    held = ledger(*make({"facts": yaml.safe_load(text), "as_of": as_of}, folder))
    found = [market(held, rules(), code, lambda c: places.country(c).full) for code in held.dossier.markets]
    return [m for m in found if m is not None]


def compared(*codes: str) -> Brief:
    return compare.brief([REAL[c] for c in codes])


def section(brief: Brief, id: str) -> Section:
    return next(s for s in brief.sections if s.id == id)


def table(brief: Brief, id: str = "table") -> Table:
    found = section(brief, id).table
    assert found is not None
    return found


def text(of: Section) -> str:
    return " ".join(s.text for b in of.blocks for s in (*b.statements, *b.items))


@pytest.mark.parametrize("codes", CHOICES, ids="-".join)
def test_every_market_has_every_row(codes: tuple[str, ...]) -> None:
    found = table(compared(*codes))
    assert len(found.header) == len(codes) + 1
    labels = [label for _, label, _ in compare.ROWS]
    shown = [row.label for row in found.rows]
    assert shown == [label for label in [*labels, "Evidence"] if label in shown]
    assert set(labels) - set(shown) <= {"Not on sale, and why"}
    for row in found.rows:
        assert len(row.cells) == len(codes)
        assert all(cell.text.strip() for cell in row.cells)


@pytest.mark.parametrize("codes", CHOICES, ids="-".join)
def test_an_empty_cell_says_that_nothing_is_held_and_is_told_of_below(codes: tuple[str, ...]) -> None:
    brief = compared(*codes)
    missing = text(section(brief, "uncompared"))
    empty = 0
    for row in table(brief).rows:
        for code, cell in zip(codes, row.cells, strict=True):
            if cell.findings:
                assert cell.tone != "none"
                continue
            assert (cell.text, cell.tone) == (NOTHING, "none")
            # That nothing is kept off sale is no hole in a comparison.
            if not row.label.startswith("Not on sale"):
                empty += 1
                clause = missing.partition(f"{row.label.lower()} (no evidence held on ")[2].partition(")")[0]
                assert REAL[code].name in clause, f"{row.label}: {code}"
    assert missing.count("no evidence held on") == len(
        {r.label for r in table(brief).rows if NOTHING in _texts(r) and not r.label.startswith("Not on sale")}
    )
    assert empty or "comparable" not in missing


def _texts(row: object) -> list[str]:
    return [cell.text for cell in getattr(row, "cells", ())]


@pytest.mark.parametrize("codes", CHOICES, ids="-".join)
def test_head_and_sections_of_a_comparison(codes: tuple[str, ...]) -> None:
    brief = compared(*codes)
    assert [(s.id, s.heading) for s in brief.sections] == list(compare.HEADINGS.items())
    assert (brief.kind, brief.key, brief.markets) == ("compare", "-".join(codes), codes)
    assert brief.title.startswith("Xiaomi: ")
    assert brief.meta[0] == "Comparison"
    assert brief.meta[3] == "no column describes today" or " of today" in brief.meta[3]
    assert list(brief.citations) == cited(brief.sections)
    assert {s.id for s in brief.sources} == {s.id for c in codes for s in REAL[c].sources}
    assert [len({i for i in brief.findings if i.startswith(f"{c}.")}) > 0 for c in codes] == [True] * len(codes)


def test_the_order_of_markets_is_the_order_asked_for() -> None:
    assert table(compared("us", "br")).header == ("", "United States", "Brazil")
    assert table(compared("br", "us")).header == ("", "Brazil", "United States")
    assert [r.label for r in table(compared("us", "br")).rows] == [r.label for r in table(compared("br", "us")).rows]


def test_a_line_is_the_bottom_line_alone_and_full_has_more_than_a_page() -> None:
    chosen = [REAL["us"], REAL["br"]]
    line, page, full = (compare.brief(chosen, length) for length in ("line", "page", "full"))
    assert [s.id for s in line.sections] == ["bottom"]
    assert section(line, "bottom") == section(page, "bottom")
    assert set(page.findings) < set(full.findings)


def test_sections_can_be_asked_for_by_id() -> None:
    part = compare.brief([REAL["us"], REAL["br"]], only=("contrasts", "table"))
    assert [s.id for s in part.sections] == ["table", "contrasts"]


def test_one_contrast_is_a_topic_on_which_two_markets_differ() -> None:
    for codes in CHOICES[:3]:
        for block in section(compared(*codes), "contrasts").blocks:
            told = [s.text for s in block.statements]
            named = {c for c in codes for t in told if t.startswith(_sentence_name(c))}
            assert len(named) > 1, told
            assert block.lead.endswith(".")


def _sentence_name(code: str) -> str:
    name = REAL[code].name
    return f"{name[0].upper()}{name[1:]}: "


def test_columns_that_end_at_different_times_are_named() -> None:
    told = text(section(compared("us", "br"), "uncompared"))
    assert "The columns end at different times: July 2018 for the United States and May 2019 for Brazil." in told


def test_nothing_to_set_apart_and_nothing_missing(tmp_path: Path) -> None:
    rows = (
        SALE,
        "kind: event, event: entry, at: '2019-01'",
        "kind: channel, type: own-online-store, categories: [e-bikes], status: active, from: '2019-01'",
        "kind: partner, role: distributor, parties: [wielhuis], status: active",
        "kind: partner, role: dealer, parties: [fietsplein], status: active",
        "kind: tariff, 'on': [e-bikes], type: import-duty, applies_to: imported, rate_percent: 6, bound: exact",
        "kind: regulation, measure: speed limit, type: certification, effect: requires, status: active",
        "kind: rival, parties: [kaze], effect: sells the most",
        "kind: event, event: return, status: announced, says: halden, target: '2020'",
        "kind: metric, name: share, value: 3, unit: percent, of: e-bikes",
    )
    both = small(tmp_path, *(f"{fact}, market: {code}" for code in ("nl", "jp") for fact in rows))
    brief = compare.brief(both)
    assert text(section(brief, "contrasts")) == compare.NO_CONTRAST
    assert text(section(brief, "uncompared")) == "Every row is held for every market."
    assert "cannot be compared" not in text(section(brief, "bottom"))
    assert "Not on sale, and why" not in {r.label for r in table(brief).rows}
    assert brief.meta[3] == ""
    assert section(brief, "sources").blocks == ()


def test_one_old_column_is_named_in_the_head(tmp_path: Path) -> None:
    both = small(tmp_path, f"{SALE}, market: nl", f"{SALE}, market: jp, published: '2017-01-01'")
    assert compare.brief(both).meta[3] == "Japan: not the state of today"
    assert compare.brief(both[::-1]).meta[3] == "Japan: not the state of today"
    later = small(tmp_path / "later", f"{SALE}, market: nl", f"{SALE}, market: jp", as_of="2021-01-01")
    assert compare.brief(later).meta[3] == "no column describes today"


def test_facts_of_one_origin_are_named_below_and_counted_in_the_evidence(tmp_path: Path) -> None:
    told = [f"{SALE}, market: nl, origin: press-day, publisher: {p}" for p in ("A", "B")]
    brief = compare.brief(small(tmp_path, *told, f"{SALE}, market: jp"))
    assert "The Netherlands: 2 sources have facts that go back to one origin" in text(section(brief, "sources"))
    evidence = table(brief).rows[-1]
    assert evidence.label == "Evidence"
    assert [("one origin" in c.text) for c in evidence.cells] == [False, True]
    assert evidence.cells[0].text == "1 source, newest June 2019"


def test_what_one_speaker_said_of_two_markets_on_one_day_stands_side_by_side(tmp_path: Path) -> None:
    plan = "kind: event, event: entry, status: announced, says: ann-berg, observed: '2019-05-04'"
    word = "kind: view, about: plans, says: ann-berg, at: '2019-05-04', categories: [e-bikes]"
    brief = compare.brief(small(tmp_path, f"{plan}, market: nl", f"{word}, market: jp"))
    leads = [b.lead for b in section(brief, "contrasts").blocks]
    assert "The same speaker on the same day." in leads
    other = small(tmp_path / "other", f"{plan}, market: nl", f"{word.replace('05-04', '05-05')}, market: jp")
    assert "The same speaker on the same day." not in [
        b.lead for b in section(compare.brief(other), "contrasts").blocks
    ]


# Overviews.


def test_an_overview_has_a_row_a_market_the_newest_evidence_first() -> None:
    chosen = [REAL[c] for c in ("br", "mx", "us")]
    brief = region.brief(chosen, "the Americas", chosen[0].ledger)
    found = table(brief, "snapshot")
    assert found.header == region.HEADER
    assert [row.label for row in found.rows] == ["Brazil", "United States", "Mexico"]
    assert all(len(row.cells) == len(region.HEADER) - 1 for row in found.rows)
    assert text(section(brief, "bottom")) == "Facts are held on three markets in the Americas."
    assert (brief.kind, brief.key, brief.title) == ("region", "br-us-mx", "Xiaomi in the Americas")
    assert list(brief.citations) == cited(brief.sections)


def test_an_overview_says_where_nothing_is_held(tmp_path: Path) -> None:
    (only,) = small(tmp_path, "kind: rival, parties: [kaze], effect: sells the most")
    brief = region.brief([only], "Europe", only.ledger)
    (row,) = table(brief, "snapshot").rows
    assert [(c.text, c.tone) for c in row.cells[:2]] == [(NOTHING, "none")] * 2
    assert row.cells[3].text == "1"
    assert text(section(brief, "bottom")) == "Facts are held on one market in Europe."
