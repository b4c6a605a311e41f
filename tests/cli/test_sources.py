"""`xbrief sources` through a real process, on the invented dossier."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.process import CYCLES, failed, terminal, xbrief

FIELDS = {"id", "title", "publisher", "authors", "published", "language", "origin", "url", "citekey", "facts"}


def test_json_has_every_source_newest_first_with_its_facts() -> None:
    done = xbrief("sources", "--format", "json", "--dossier", CYCLES)
    content = json.loads(done.stdout)
    assert content["schema"] == "xbrief.sources/1"
    found = content["sources"]
    assert len(found) == len([*CYCLES.glob("*.yaml")]) - 1
    assert (found[0]["id"], found[-1]["id"]) == ("poldercourant-2024-09-nl-return", "wheelgazette-2019-06-nl-plan")
    assert all(set(source) == FIELDS and source["facts"] > 0 for source in found)


def test_with_a_market_only_its_sources_and_its_facts_count() -> None:
    done = xbrief("sources", "--market", "canada", "--dossier", CYCLES)
    assert done.stdout.startswith("| ID | Title | Publisher | Published | Language | Facts | Origin | URL |\n")
    assert "| prairieledger-2024-04-ca-exit |" in done.stdout
    assert "poldercourant-2024-09" not in done.stdout


def test_a_terminal_shows_what_a_source_retells() -> None:
    code, screen = terminal("sources", "--market", "nl", "--ascii", "--dossier", CYCLES, env={"NO_COLOR": "1"})
    assert code == 0
    assert "- wheelgazette-2020-03-oslo-day  Wheel Gazette | 11 March 2020 | en | three facts" in screen
    assert "  Halden's press day in Oslo, 10 March 2020" in screen
    assert screen.isascii()


def test_csv_has_a_line_a_source() -> None:
    done = xbrief("sources", "--format", "csv", "--as-of", "2020-12-31", "--dossier", CYCLES)
    rows = [*csv.DictReader(io.StringIO(done.stdout))]
    assert {row["published"][-4:] for row in rows} == {"2019", "2020"}


def test_before_the_first_source_there_is_none() -> None:
    failed(xbrief("sources", "--as-of", "1999-01-01", "--dossier", CYCLES), 1, "no source was known")
    failed(xbrief("sources", "--market", "germany", "--dossier", CYCLES), 1, "nothing is held on Germany")
