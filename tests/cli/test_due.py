"""`xbrief due` through a real process: the list, the calendar, and the exit code that cron goes by."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, Done, copied, failed, unstamped, xbrief
from tests.properties.test_calendar import parsed

WATCH = """
watch:
- {id: return, market: nl, words: a return to the Netherlands, since: '2024-01-01', kind: event, event: [return, entry]}
- {id: carrier, words: "a carrier, anywhere", since: '2019-01-01', kind: partner, role: carrier}
"""


def due(*args: str | Path, day: str = "2024-10-01", dossier: Path = CYCLES) -> Done:
    return xbrief("due", *args, "--as-of", day, "--dossier", dossier)


def listed(done: Done) -> list[dict[str, str]]:
    content = json.loads(done.stdout)
    assert content["schema"] == "xbrief.due/1"
    found: list[dict[str, str]] = content["due"]
    return found


def test_something_due_is_exit_code_1_and_nothing_is_0() -> None:
    some = due("--format", "json")
    assert some.returncode == 1
    found = listed(some)
    assert [i["day"] for i in found] == sorted(i["day"] for i in found)
    assert {i["kind"] for i in found} == {"forecast", "stale"}
    assert re.fullmatch(
        r"error: \w+ forecasts to look up and \w+ stale conclusions are due\nhint: .*\n", some.stderr
    ), some.stderr
    none = due("--kind", "watch,suspect")
    assert (none.returncode, none.stderr) == (0, "")
    assert unstamped(none.stdout) == "Nothing is due as of 1 October 2024.\n\n\n\n"
    early = due("--format", "json", day="2001-01-01")
    assert (early.returncode, listed(early)) == (0, [])


def test_every_id_leads_to_what_stands_behind_it() -> None:
    for item in listed(due("nl", "--format", "json"))[:4]:
        done = xbrief("why", item["id"], "--as-of", "2024-10-01", "--dossier", CYCLES)
        assert done.returncode == 0, done.stderr


def test_further_ahead_more_is_due() -> None:
    days = {span: len(listed(due("--within", span, "--format", "json"))) for span in ("0d", "30d", "6m", "3y")}
    assert days["0d"] <= days["30d"] <= days["6m"] < days["3y"]
    for item in listed(due("--within", "0d", "--format", "json")):
        assert item["day"] <= "2024-10-01"


def test_what_is_waited_for_is_told_with_where_it_comes_from(tmp_path: Path) -> None:
    root = copied(tmp_path)
    with (root / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write(WATCH)
    assert xbrief("check", "--dossier", root).returncode == 0
    done = due("--kind", "watch", "--format", "json", dossier=root)
    assert done.returncode == 1
    found = listed(done)
    assert found
    assert {i["id"].partition(".")[0] for i in found} <= {"return", "carrier"}
    first = next(i for i in found if i["id"].startswith("return."))
    assert first["market"] == "nl"
    assert first["because"].startswith("a return to the Netherlands. Told by ")
    assert listed(due("--kind", "watch", "--format", "json", day="2018-12-31", dossier=root)) == []


def test_a_fact_that_changed_since_it_was_checked_is_due(tmp_path: Path) -> None:
    root = copied(tmp_path)
    page = root / "poldercourant-2020-06-nl-opening.yaml"
    text = page.read_text("utf-8")
    fact = re.findall(r"^- id: (.+)$", text, re.MULTILINE)[0]
    assert xbrief("vouch", fact, "--by", "Ada Ek", "--dossier", root).returncode == 0
    assert due("--kind", "suspect", dossier=root).returncode == 0
    page.write_text(text.replace("  claim: ", "  claim: Yes, ", 1), "utf-8")
    done = due("--kind", "suspect", "--format", "json", dossier=root)
    assert done.returncode == 1
    (item,) = listed(done)
    assert (item["id"], item["day"]) == (fact, "2024-10-01")
    assert item["because"].startswith("changed since its words were found: claim. Told by ")


def test_the_calendar_holds_what_the_list_holds(tmp_path: Path) -> None:
    out = tmp_path / "due.ics"
    done = due("--output", out)
    assert (done.returncode, done.stdout) == (1, "")
    text = out.read_bytes().decode("utf-8")
    events, items = parsed(text), listed(due("--format", "json"))
    assert [e["DTSTART"] for e in events] == [i["day"].replace("-", "") for i in items]
    assert [e["UID"] for e in events] == [f"{i['kind']}.{i['id']}@halden.xbrief" for i in items]
    assert len({e["UID"] for e in events}) == len(events)
    assert all(i["text"] in e["SUMMARY"] for e, i in zip(events, items, strict=True))
    assert {e["DTSTAMP"] for e in events} == {"20241001T000000Z"}
    assert due("--format", "ics").stdout == text.replace("\r\n", "\n"), "the test's own pipe reads line ends as one"
    assert due("--format", "ics", "--output", "-").stdout.startswith("BEGIN:VCALENDAR\n")


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for n, seed in enumerate(("1", "2")):
        out = tmp_path / f"{n}.ics"
        xbrief("due", "--output", out, env={"PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati"})
        texts.append(out.read_bytes())
    assert texts[0] == texts[1]
    assert texts[0].count(b"\n") == texts[0].count(b"\r\n") > 100


@pytest.mark.parametrize("columns", [40, 80])
def test_the_terminal_view_keeps_to_the_columns(columns: int) -> None:
    done = xbrief("due", "--format", "terminal", "--width", str(columns), "--ascii")
    assert done.returncode == 1
    assert max(map(len, done.stdout.splitlines())) <= columns
    assert "Nothing is due." in due("--kind", "watch", "--format", "terminal").stdout


def test_markdown_is_a_table() -> None:
    lines = unstamped(due("nl").stdout).splitlines()
    assert lines[0] == "| Day | Kind | Market | What is told | Due because | ID |"
    assert all(line.count(" | ") >= 5 for line in lines[2:] if line)


def test_errors_help() -> None:
    failed(due("--within", "soon"), 2, "--within", "30d")
    failed(due("--kind", "stal"), 2, "stale")
    failed(due("canad"), 2, "Canada")
    failed(due("germany"), 1, "nothing is held on Germany")
    failed(due("--output", "due.pdf"), 2, ".pdf")
