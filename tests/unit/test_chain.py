"""Why: from a finding, a claim or a fact down to the words of the source."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.small_dossiers import fact, loaded
from xbrief.brief import cards, chain
from xbrief.brief.cards import Card, Cards
from xbrief.brief.chain import Chain
from xbrief.brief.market import Market, market
from xbrief.claims.ledger import Ledger, ledger
from xbrief.dossier import places
from xbrief.errors import UnknownName
from xbrief.render import outline
from xbrief.rules.load import builtin
from xbrief.rules.types import Finding

DAY = date(2026, 11, 22)
PARTNER = "kind: partner\nrole: dealer\nparties: [butik]\ncategories: [lamps]"
FACTS = (
    fact(f"id: ch-begins\n{PARTNER}\nstatus: active\nfrom: '2019-05'\nobserved: '2019-06'\nclaim: Butik sells lamps."),
    fact(
        f"id: ch-ends\n{PARTNER}\nstatus: ended\nuntil: '2020-01'\nsupersedes: [ch-begins]\nclaim: Butik has stopped."
    ),
    fact(
        "id: ch-denial\nkind: view\nabout: lamps\nsays: butik\nat: '2020-01-05'\n"
        "denies: [{fact: ch-ends, about: day}]\nclaim: Butik goes on."
    ),
    fact("id: ch-plan\nstatus: planned\ntarget: '2020-06'\nsays: eva-lund\ncategories: [kettles]\norigin: fair-2020"),
    fact("id: ch-came\nkind: event\nevent: first-sale\ncategories: [kettles]\nat: '2020-01-20'\nclaim: Kettles came."),
    fact("id: ch-word\nkind: view\nabout: lamps\nsays: eva-lund\nat: '2020-01-02'\nclaim: Lamps are liked."),
    fact("id: ch-why\nkind: cause\nof: ch-ends\nreason: demand\ncertainty: speculated\nclaim: Too few came."),
    fact("id: ch-guess\nkind: view\nabout: lamps\nclaim: Lamps may come.\ncertainty: speculated"),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    later = "id: ex-2020-08\ntitle: T\npublisher: Paper\npublished: '2020-08-09'\nurl: null\nfacts:\n" + fact(
        "id: ch-kettles\nkind: event\nevent: first-sale\ncategories: [kettles]\nat: '2020-07-20'\nclaim: They came."
    )
    found = loaded(tmp_path_factory.mktemp("chain") / "d", *FACTS, ex_2020_08=later)
    assert list(found.errors) == []
    return ledger(found.dossier, DAY)


@pytest.fixture(scope="module")
def swiss(book: Ledger) -> Market:
    found = market(book, builtin(), "ch", lambda c: places.country(c).full)
    assert found is not None
    return found


def asked(id: str, swiss: Market) -> Chain:
    return chain.chain(id, [swiss], swiss.ledger)


def lines(card: Card) -> dict[str, str]:
    return dict(card.lines)


def group(found: Cards, heading: str) -> tuple[Card, ...]:
    return next(held for name, held in found.groups if heading in name)


def test_a_finding_leads_to_its_rule_claim_facts_and_words(swiss: Market) -> None:
    finding = next(f for f in swiss.findings if f.claims == ("ch.party.butik",) and f.rule in swiss.rules)
    found = asked(finding.id, swiss)
    assert (found.kind, found.told[0].finding) == ("finding", finding)
    assert found.told[0].rule is swiss.rules[finding.rule]
    assert [c.key for c in found.claims] == ["ch.party.butik"]
    assert [s.fact.id for s in found.steps] == list(finding.facts)
    shown = cards.cards(found)
    card = group(shown, "What is said")[0]
    assert card.text.endswith(".")
    assert lines(card)["rule"].startswith(f"{finding.rule}: ")
    assert lines(card)["file"] == f"xbrief/rules/builtin/{finding.rule}.yaml"
    assert "claim: party" in lines(card)["takes"]


def test_a_claim_tells_its_history_and_what_rests_on_it(swiss: Market) -> None:
    found = asked("ch.party.butik", swiss)
    assert found.kind == "claim"
    assert found.told
    assert all("ch.party.butik" in t.finding.claims for t in found.told)
    assert {s.fact.id for s in found.steps} >= {"ch-begins", "ch-ends"}
    (card,) = group(cards.cards(found), "One claim")
    history = [text for label, text in card.lines if label == "history"]
    assert any(text.startswith("active since May 2019") and "ch-begins" in text for text in history)
    assert any(text.startswith("ended since January 2020") for text in history)
    assert "ch-denial denies ch-ends (day)" in [text for label, text in card.lines if label == "dispute"]
    assert card.aside.startswith("ended, last confirmed ")


def test_a_fact_leads_to_source_and_words_and_to_what_it_does_and_undergoes(swiss: Market) -> None:
    found = asked("ch-ends", swiss)
    assert found.kind == "fact"
    assert all("ch-ends" in t.finding.facts for t in found.told)
    (step,) = found.steps
    assert [(k.kind, k.fact) for k in step.does] == [("supersedes", "ch-begins")]
    assert {other for other, _ in step.undergone} == {"ch-denial"}
    (card,) = group(cards.cards(found), "One fact")
    told = lines(card)
    assert told["said by"] == "its publisher"
    assert told["dates"] == "until January 2020"
    assert told["source"] == "Example, 3 February 2020: “A shop opens” (ex-2020-02)"
    assert told["link"] == "https://ex.example/shop#:~:text=sells%20lamps"
    assert told["words"] == "“sells lamps”"
    assert told["supersedes"] == "ch-begins"
    assert told["denied by"] == "ch-denial (day)"
    assert "goes back to" not in told
    begins = lines(group(cards.cards(asked("ch-begins", swiss)), "One fact")[0])
    assert begins["superseded by"] == "ch-ends"
    assert begins["dates"] == "from May 2019; seen in June 2019"


def test_an_interested_party_is_named_as_one(swiss: Market) -> None:
    assert [asked(i, swiss).steps[0].interested for i in ("ch-denial", "ch-word", "ch-ends", "ch-guess")] == [
        True,
        True,
        False,
        False,
    ]
    told = lines(group(cards.cards(asked("ch-denial", swiss)), "One fact")[0])
    assert told["said by"] == "Butik AG, an interested party"


def test_an_origin_is_told_in_words(swiss: Market) -> None:
    assert asked("ch-plan", swiss).steps[0].origin == "the lamp fair of 2020"
    assert asked("ch-word", swiss).steps[0].origin == "Eva Lund on 2020-01-02"
    assert asked("ch-begins", swiss).steps[0].origin == ""


def test_a_forecast_is_told_with_its_fate(swiss: Market) -> None:
    (card,) = [c for c in group(cards.cards(asked("ch-plan", swiss)), "claim") if c.id == "ch.availability.kettles"]
    (told,) = [text for label, text in card.lines if label == "forecast"]
    assert told.startswith("ch-plan, said on 3 February 2020 ")
    assert " June 2020: late 20 July 2020" in told
    dates = lines(group(cards.cards(asked("ch-plan", swiss)), "One fact")[0])["dates"]
    assert dates.endswith(" June 2020")


def test_what_is_speculated_has_its_glyph(swiss: Market) -> None:
    assert group(cards.cards(asked("ch-why", swiss)), "One fact")[0].sign == "~"
    shown = asked("ch-why", swiss)
    assert any(t.finding.certainty == "speculated" for t in shown.told)


def test_an_absence_names_its_query_and_a_count_what_it_counted(swiss: Market) -> None:
    gap = next(f for f in swiss.findings if f.basis == "absence")
    (card,) = group(cards.cards(asked(gap.id, swiss)), "What is said")
    assert card.sign == "–"
    assert lines(card)["basis"] == f"absence: {gap.query}"
    count = asked("ch.age.newest", swiss)
    assert count.told[0].rule is None
    (card,) = group(cards.cards(count), "What is said")
    assert card.text.startswith("Counted: ex-2020-01")
    assert lines(card)["basis"].startswith("count of ex-2020-01")
    assert "rule" not in lines(card)


@pytest.mark.parametrize(("id", "near"), [("ch-endz", "ch-ends"), ("ch.party.butic", "ch.party.butik"), ("", "")])
def test_an_unknown_id_is_told_with_the_nearest(id: str, near: str, swiss: Market) -> None:
    with pytest.raises(UnknownName, match="no finding, claim or fact is called") as fault:
        asked(id, swiss)
    assert near in fault.value.nearest or not near


def test_a_rule_of_the_dossier_keeps_the_end_of_its_path() -> None:
    assert cards.rule_file("/a/b/rules/own.yaml") == "rules/own.yaml"
    assert cards.rule_file("/a/xbrief/rules/builtin/x.yaml") == "xbrief/rules/builtin/x.yaml"


@pytest.mark.parametrize(
    ("finding", "sign"),
    [
        ({"state": "disputed"}, "≠"),
        ({"state": "a", "stale": True}, "○"),
        ({"state": "a", "certainty": "speculated"}, "~"),
        ({"state": "a"}, "•"),
    ],
)
def test_the_glyph_of_a_finding_is_its_state(finding: dict[str, object], sign: str) -> None:
    found = Finding(**{"id": "i", "rule": "r", "section": "s", "market": "m", "basis": "count", **finding})
    assert cards.cards(Chain("i", "finding", (chain.Told(found, "", None),), (), ())).groups[0][1][0].sign == sign


def test_what_a_rule_takes_is_readable_however_deep() -> None:
    assert cards.taken({"claim": ["a", "b"], "wanted": [{"id": "x", "kind": ["p", "q"]}, {"id": "y"}]}) == (
        "claim: a, b; wanted: id x, kind p, q / id y"
    )


CARDS = Cards(
    "Fact x-1",
    (
        (
            "One fact",
            (Card("~", "x-1", "view", "It is *so*.\x1b[2J", (("link", "https://a/<b> c"), ("words", "“w”"))),),
        ),
        ("Two", (Card("•", "x-2", "", "", ()), Card("•", "x-3", "", "", ()))),
    ),
)


def test_markdown_is_a_list_in_which_nothing_is_markup() -> None:
    assert outline.markdown(CARDS, 2) == (
        "## Fact x-1\n\n### One fact\n\n- **x-1** (view): It is \\*so\\*. \\[2J\n"
        "  - link: <https://a/%3Cb%3E%20c>\n  - words: “w”\n\n### Two\n\n- **x-2**\n\n- **x-3**\n"
    )


def test_the_terminal_shows_cards_in_columns(swiss: Market) -> None:
    page = outline.terminal(CARDS, width=60, color=False, ascii=False)
    assert "~ x-1  view\n  It is *so*. [2J\n  link             https://a/<b> c\n" in page
    assert page.endswith("~ speculation\n")
    for width in (30, 60, 80, 120):
        for id in ("ch-ends", "ch.party.butik"):
            page = outline.terminal(cards.cards(asked(id, swiss)), width=width, color=False, ascii=True)
            assert max(map(len, page.splitlines())) <= min(width, 100)
            assert page.isascii()
