"""Lists say how they came about, in every format that has a place for it, and the same way each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, unstamped, xbrief
from xbrief import __version__
from xbrief.cli.run.fingerprint import fingerprint
from xbrief.render import stamp

DAY = "2024-12-31"
# Command -> the options that its stamp names, and one of its rows.
LISTS: dict[tuple[str, ...], tuple[dict[str, tuple[str, ...]], str]] = {
    ("facts", "--market", "ca", "--kind", "tariff", "--since", "2021"): (
        {"market": ("ca",), "kind": ("tariff",), "since": ("2021",)},
        "ca-bp2209-surtax",
    ),
    ("sources", "--market", "ca"): ({"market": ("ca",)}, "prairieledger-2024-04-ca-exit"),
    ("markets",): ({}, "ca"),
    ("gaps", "nl", "jp"): ({"market": ("nl", "jp")}, "status"),
    ("due", "nl", "--kind", "stale,forecast", "--within", "1y"): (
        {"market": ("nl",), "within": ("1y",), "kind": ("forecast", "stale")},
        "nl.on-sale.e-bikes",
    ),
    ("status",): ({}, ""),
    ("conflicts", "jp"): ({"market": ("jp",)}, "jp-rn2103-denial denies jp-rn2103-minato-claim"),
    ("conflicts", "--all"): ({"all": ("yes",)}, ""),
    ("origins", "nl"): ({"market": ("nl",)}, "nl.availability.e-bikes"),
    ("why", "ca.presence.company"): ({"id": ("ca.presence.company",)}, "ca-pl2404-exit"),
}


def listed(args: tuple[str, ...], format: str) -> str:
    done = xbrief(*args, "--as-of", DAY, "--format", format, "--dossier", CYCLES)
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if args[0] == "due" else 0), done.stderr
    return done.stdout


@pytest.mark.parametrize("args", LISTS, ids=" ".join)
def test_a_list_carries_its_stamp(args: tuple[str, ...]) -> None:
    options, row = LISTS[args]
    page = listed(args, "md")
    (found,) = stamp.read(page)
    assert (found.version, found.dossier, found.as_of) == (__version__, fingerprint(CYCLES), DAY)
    assert (found.command, found.options, found.briefs) == (args[0], options, ())
    assert row in found.rows if row else args[0] in {"status", "conflicts"}
    assert page.endswith("\n-->\n\n")
    assert unstamped(page).rstrip() + "\n\n" == page[: page.index("<!--")]
    *_, blank, line = listed(args, "txt").splitlines()
    assert blank == ""
    assert stamp.LINE.match(line)
    assert line.endswith(
        f" | as of {DAY} | " + " ".join([args[0], *(f"--{n} {','.join(v)}" for n, v in options.items())])
    )
    held = json.loads(listed(args, "json"))
    if args == ("status",):
        assert (held["fingerprint"], held["dossier"]) == (found.dossier, str(CYCLES))
    else:
        assert held["dossier"] == found.dossier
        assert {name: tuple(values) for name, values in held["options"].items()} == options
    assert (held["xbrief"], held["as_of"]) == (__version__, DAY)


def test_a_terminal_shows_none_and_csv_has_no_place_for_one() -> None:
    for args, format in ((("gaps",), "terminal"), (("facts",), "terminal"), (("facts",), "csv")):
        text = listed(args, format)
        assert fingerprint(CYCLES)[:12] not in text


def test_tables_in_excel_and_pages_of_a_recheck_carry_theirs(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    xbrief("facts", "--market", "ca", "--as-of", DAY, "--dossier", CYCLES, "--output", path)
    (found,) = stamp.read(path.read_bytes())
    assert found.options == {"market": ("ca",)}
    assert "ca-bp2209-surtax" in found.rows
    sent = tmp_path / "sent.md"
    xbrief("country", "ca", "--as-of", DAY, "--dossier", CYCLES, "--output", sent)
    (told,) = stamp.read(xbrief("recheck", sent, "--as-of", DAY, "--dossier", CYCLES).stdout)
    assert (told.command, told.as_of, told.briefs) == ("recheck", DAY, ())
    held = json.loads(xbrief("recheck", sent, "--as-of", DAY, "--format", "json", "--dossier", CYCLES).stdout)
    assert held["dossier"] == told.dossier == fingerprint(CYCLES)


def test_timelines_and_differences_in_json_name_the_dossier() -> None:
    for args in (("timeline", "ca"), ("diff", "ca", "--from", "2022-01-01")):
        done = xbrief(*args, "--format", "json", "--dossier", CYCLES)
        assert json.loads(done.stdout)["dossier"] == fingerprint(CYCLES)
