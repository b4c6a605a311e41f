"""The scorer of `suggest`: what matches, what counts, what it says of a broken file."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.suggest.__main__ import main
from benchmarks.suggest.gold import article
from benchmarks.suggest.score import Tally, folded, held, tallies
from xbrief.errors import XbriefError
from xbrief.intake.candidate import Candidate

TEXT = "Acme sells desk lamps in Norway. Its duty there is 12 percent. Boltex minds the shop in Norway. Acme left Mali."
HEAD = "company: Acme\nlanguage: en\npublished: '2016-03'\n"
GOLD = """gold:
- {market: no, kind: offer, categories: [lamp], certainty: asserted, status: active, anchor: sells desk lamps}
- {market: Norway, kind: tariff, rate_percent: 12.0, anchor: duty there … 12 percent}
- {market: no, kind: partner, parties: [Boltex AS], role: dealer, status: active, anchor: Boltex minds the shop}
- {market: ml, kind: event, event: exit, anchor: Acme left Mali, optional: true}
"""


def folders(tmp_path: Path, gold: str = HEAD + GOLD, text: str = TEXT) -> tuple[Path, Path]:
    made = tmp_path / "gold", tmp_path / "texts"
    for folder in made:
        folder.mkdir()
    (made[0] / "acme.yaml").write_text(gold, "utf-8")
    (made[1] / "acme.txt").write_text(text, "utf-8")
    return made


def one(kind: str, words: str, market: object = "no", **fields: object) -> Candidate:
    start = TEXT.index(words)
    return Candidate({"market": market, "kind": kind, **fields}, f"{kind}.test", 0.9, (start, start + len(words)))


def counts(tmp_path: Path, *found: Candidate, same: dict[str, str] | None = None) -> dict[str, Tally]:
    gold, texts = folders(tmp_path)
    return tallies([held(article(gold / "acme.yaml", texts), found, same or {})], same or {})


def told(tally: Tally) -> tuple[int, int, int, int]:
    return tally.matched, tally.spurious, tally.missed, tally.optional


@pytest.mark.parametrize(
    ("candidate", "fits"),
    [
        (one("offer", "Acme sells desk lamps", categories=["desk-lamps"]), True),
        (one("offer", "Acme sells desk lamps", categories=["kettles"]), False),
        (one("offer", "Acme sells desk lamps", market=["se", "no"], categories=["lamps"]), True),
        (one("offer", "Acme sells desk lamps", market="se", categories=["lamps"]), False),
        (one("offer", "Acme sells desk lamps", market=None, categories=["lamps"]), False),
        (one("offer", "12 percent", categories=["lamps"]), False),
        (one("tariff", "is 12 percent", rate_percent=12), True),
        (one("tariff", "is 12 percent", rate_percent=13), False),
        (one("partner", "Boltex minds", parties=["boltex"]), True),
        (one("partner", "Boltex minds", parties=["acme"]), False),
        (one("block", "Acme sells desk lamps", categories=["lamps"]), False),
    ],
)
def test_market_kind_words_and_key_must_agree(tmp_path: Path, candidate: Candidate, fits: bool) -> None:
    found = counts(tmp_path, candidate)
    assert found[str(candidate.fact["kind"])].matched == int(fits)


def test_each_counts_once_and_optional_gold_for_precision_alone(tmp_path: Path) -> None:
    offer = one("offer", "sells desk lamps", categories=["lamps"], certainty="asserted", status="planned")
    found = counts(tmp_path, offer, offer, one("event", "left Mali", market="ml", event="exit"))
    assert told(found["offer"]) == (1, 1, 0, 0)
    assert told(found["event"]) == (0, 0, 0, 1)
    assert told(found["tariff"]) == (0, 0, 1, 0)
    assert (found["offer"].certainty, found["offer"].status) == ([True], [False])
    assert (found["offer"].precision, found["offer"].recall, found["tariff"].f1) == (0.5, 1.0, None)


def test_a_status_left_out_is_active(tmp_path: Path) -> None:
    tally = counts(tmp_path, one("partner", "Boltex minds", parties=["boltex-as"]))["partner"]
    assert (tally.matched, tally.status) == (1, [True])


def test_kinds_may_be_made_one(tmp_path: Path) -> None:
    same = {"block": "offer"}
    assert told(counts(tmp_path, one("block", "sells desk lamps", categories=["lamps"]), same=same)["offer"])[0] == 1


def test_names_are_compared_by_their_words() -> None:
    assert folded("Smart-TVs") == folded("the smart TV") == frozenset({"smart", "tv"})
    assert folded("batteries") == folded("battery")
    assert folded("Águeda's Bikes") == folded("agueda bike")


def test_the_report_shows_what_is_spurious_and_what_was_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, texts = folders(tmp_path)
    (gold / "silent.yaml").write_text(HEAD + "gold: []\n", "utf-8")
    (texts / "silent.txt").write_text("Acme left Norway in 2014.", "utf-8")
    assert main([str(gold), str(texts), "--show", "--same", "partner=channel", "channel=offer"]) == 0
    shown = capsys.readouterr().out
    assert "missed partner no parties=['Boltex AS'] role=dealer status=active: Boltex minds the shop" in shown
    assert "spurious no event.exit" in shown
    assert "2 articles; 1 candidates on the 1 that hold no fact" in shown
    assert "offer+partner+channel" in shown
    assert "\nall " in shown
    assert main([str(gold), str(texts), "--min-score", "0.99"]) == 0
    assert "0 candidates on the 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("gold", "words"),
    [
        ("- a\n- b\n", "no mapping"),
        ("company: [a\n", "acme.yaml:"),
        (HEAD, "it needs `company`, a name, and `gold`, a list"),
        (HEAD + "gold: []\nfoo: 1\n", "unknown foo"),
        (HEAD + "gold: [a]\n", "acme.yaml:4: no mapping"),
        (HEAD + "gold:\n- {kind: offer, market: no}\n", "acme.yaml:5: anchor missing"),
        (HEAD + "gold:\n- {kind: shop, market: no, anchor: Acme sells}\n", "'shop' is no kind"),
        (HEAD + "gold:\n- {kind: offer, market: Nowhere, anchor: Acme sells}\n", "no country or region is called"),
        (HEAD + "gold:\n- {kind: offer, market: no, anchor: Acme buys}\n", "is found not at all"),
        (HEAD + "gold:\n- {kind: offer, market: no, anchor: Norway}\n", "is found 2 times"),
    ],
)
def test_a_broken_gold_file_is_named_with_the_place(tmp_path: Path, gold: str, words: str) -> None:
    folder, texts = folders(tmp_path, gold)
    with pytest.raises(XbriefError) as fault:
        article(folder / "acme.yaml", texts)
    assert words in fault.value.message


def test_markets_may_be_none_or_a_region(tmp_path: Path) -> None:
    gold = HEAD + "gold:\n- {kind: event, market: null, anchor: Acme left Mali}\n"
    folder, texts = folders(tmp_path, gold + "- {kind: tariff, market: EU, anchor: 12 percent}\n")
    found = article(folder / "acme.yaml", texts).gold
    assert found[0].market == frozenset()
    assert {"de", "pl"} < found[1].market


@pytest.mark.parametrize("what", ["gold", "texts", "empty", "text", "bytes", "same"])
def test_what_is_missing_ends_with_2_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    gold, texts = folders(tmp_path)
    args = [str(gold), str(texts)]
    if what in {"gold", "texts"}:
        args[what == "texts"] = str(tmp_path / "nowhere")
    elif what == "empty":
        (gold / "acme.yaml").unlink()
    elif what == "text":
        (texts / "acme.txt").unlink()
    elif what == "bytes":
        (texts / "acme.txt").write_bytes(b"\xff\xfe")
    else:
        args += ["--same", "offer=shop"]
    assert main(args) == 2
    said = {
        "gold": "there is no folder",
        "texts": "there is no folder",
        "empty": "holds no gold file",
        "text": "has no text",
        "bytes": "cannot be read",
        "same": "no pair of kinds",
    }
    assert said[what] in capsys.readouterr().err
