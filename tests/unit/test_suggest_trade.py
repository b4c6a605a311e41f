"""Duties, partners, rules, rivals, figures and views: what the words around a match make of it. The company is Acme."""

from __future__ import annotations

import time

import pytest

from xbrief.evidence.text import read
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.find import candidates, matches
from xbrief.intake.suggest.head import Head, bare
from xbrief.intake.suggest.patterns import compiled, patterns
from xbrief.intake.suggest.types import Pattern

HEAD = Head("example", published="2016-03-10")
BEFORE = "Acme, the Swedish lamp maker, is looking at Norway.\n\n"
KINDS = ("tariff", "partner", "regulation", "rival", "metric", "view")
ALL = [p for p in patterns("en") if p.kind in KINDS]


def found(words: str) -> list[Candidate]:
    return candidates(read(f"{BEFORE}{words}\n"), HEAD, bare("Acme", "se"))


def kinds(words: str) -> list[str]:
    return [str(one.fact["kind"]) for one in found(words)]


@pytest.mark.parametrize("pattern", ALL, ids=lambda p: p.id)
def test_examples(pattern: Pattern) -> None:
    # Two patterns may find the same words; the better one is kept.
    for words in pattern.examples:
        assert pattern.kind in kinds(words), words
    for words in pattern.never:
        assert pattern.id not in [one.pattern for one in found(words)], words


def test_patterns_without_an_example_rest_on_others() -> None:
    assert [p.id for p in ALL if not p.examples] == ["partner.known-acts", "rival.known"]


TARIFFS = [
    ("Norway levies a duty of 25 percent on imported lamps.", {"rate_percent": 25, "type": "import-duty"}),
    ("Lamps are taxed at as much as 60 percent in Norway.", {"rate_percent": 60, "bound": "up-to"}),
    ("Norway puts a duty of at least 5 percent on lamps.", {"rate_percent": 5, "bound": "from"}),
    ("Norway raised its duty on lamps from 10 to 25 percent.", {"rate_percent": 25, "change": "raised"}),
    ("Norway has scrapped the 15 percent duty on lamps.", {"rate_percent": 15, "status": "ended", "change": "lowered"}),
    ("Norway brought back a 15 percent duty on lamps.", {"rate_percent": 15, "change": "restored"}),
    ("Norway imposed anti-dumping duties of 12.5 percent on lamps.", {"rate_percent": 12.5, "type": "countervailing"}),
    ("Lamps attract a VAT of 18 percent in Norway.", {"type": "sales-tax", "applies_to": "all"}),
    ("Norway has put the excise on lamps at 12 percent.", {"type": "excise", "applies_to": "all"}),
    ("Norway puts an extra duty of 40% on lamps.", {"type": "surcharge", "applies_to": "imported"}),
    ("Duty and tax on a lamp together come to a total of 78 percent in Norway.", {"type": "total-burden"}),
    ("Locally assembled lamps pay a duty of 5 percent in Norway.", {"applies_to": "local"}),
    ("Lamps made in Sweden enter Norway free of duty.", {"rate_percent": 0, "bound": "exact"}),
    ("Norway charges Chinese lamps nothing and has no other duty.", {"rate_percent": 0}),
    ("Norway may raise the duty on lamps to 30 percent next year.", {"certainty": "speculated", "target": "2017"}),
    ("Under the trade agreement with Korea, the duty on lamps in Norway is 7 percent.", {"market": "no"}),
    ("In Norway lamps are charged a duty of between 10 and 20 percent.", {"rate_percent": 20}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "fields"), TARIFFS)
def test_tariffs(words: str, fields: dict[str, object]) -> None:
    facts = [one.fact for one in found(words) if one.fact["kind"] == "tariff"]
    assert len(facts) == 1
    assert {"market": "no", **fields}.items() <= facts[0].items()
    assert facts[0]["on"]


@pytest.mark.parametrize(
    "words",
    [
        "Acme pays 22 percent corporate tax in Norway.",
        "Acme's sales in Norway rose by 25 percent after duties fell.",
        "Acme holds a 25 percent stake in a Norwegian importer.",
        "In Norway, Acme raised prices by 10 percent because of the tariff.",
        "At home, lamps carry a duty of 25 percent.",
        "Sweden's own tax on lamps of 25 percent weighs on sales in Norway.",
        "Norway does not charge a duty of 25 percent on lamps.",
        "Acme has opened a duty-free shop in Norway.",
        "Duties in Norway bear on 40 percent of the market.",
        "In Norway it stands at 12 percent, says Acme.",
        "In Norway, the tax office employs 40 percent more people.",
    ],
)
def test_what_is_no_duty(words: str) -> None:
    assert "tariff" not in kinds(words)


PARTNERS = [
    ("Acme has appointed Lumen Trading as its sole distributor in Norway.", "distributor", {"exclusive": True}),
    ("In Norway, Acme has teamed up with the carrier Lumentel.", "carrier", {"status": "announced"}),
    ("Acme has signed a licence agreement with Lumen Holding in Norway.", "dealer", {}),
    ("In Norway, kits are put together by Lumen Foundry for Acme.", "manufacturer", {"extent": "assembly"}),
    ("After-sales service in Norway will be provided by Lumen Verksted.", "service", {}),
    ("In Norway, Acme sells on the marketplace Lumen Torg.", "marketplace", {}),
    ("The former importer in Norway, Lumen Trading, is sad.", "distributor", {"status": "ended"}),
    ("In Norway, Acme is in talks with Lumen Group.", "distributor", {"status": "negotiating"}),
    ("In Norway the chain Lumen Butik has Acme lamps in its shops, unauthorised.", "retailer", {"authorised": "no"}),
    ("Lumen Motors will assemble Acme lamps in Norway.", "manufacturer", {"status": "planned"}),
    ("In Norway, Acme has a joint venture with Lumen Motors.", "manufacturer", {}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "role", "fields"), PARTNERS)
def test_partners(words: str, role: str, fields: dict[str, object]) -> None:
    facts = [one.fact for one in found(words) if one.fact["kind"] == "partner"]
    assert len(facts) == 1
    assert {"market": "no", "role": role, **fields}.items() <= facts[0].items()
    (name,) = facts[0]["parties"]  # type: ignore[misc,attr-defined]
    assert name.startswith("lumen")


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("In Norway, Acme is in talks with half a dozen assemblers.", {"count": 6, "status": "negotiating"}),
        ("Acme is close to signing a distributor in Norway.", {"count": 1, "role": "distributor"}),
        ("In Norway, Acme is looking for a phone company.", {"status": "planned", "role": "carrier"}),
        ("In Norway, Acme has signed up several retailers.", {"role": "retailer"}),
    ],
)
def test_partners_without_a_name(words: str, fields: dict[str, object]) -> None:
    (fact,) = (one.fact for one in found(words) if one.fact["kind"] == "partner")
    assert fields.items() <= fact.items()
    assert fact["unnamed"]


@pytest.mark.parametrize(
    "words",
    [
        "Rival Ljus has signed a deal with Lumen Trading in Norway.",
        "Rival Ljus is in talks with two distributors in Norway.",
        "Acme has appointed Lars Berg as country manager in Norway.",
        "In Norway, Acme is in talks with the government.",
        "Kazari Group opened its third shop in Norway.",
        "In Norway, Acme has a partnership with Lund University.",
        "In Norway, Acme showed a lamp made with Lumen Display panels.",
        "Huaweng of Korea is in talks with three carriers in Norway.",
        "She told Café Ledger of a deal with the daily Oslo Kurier in Norway.",
    ],
)
def test_who_is_no_partner(words: str) -> None:
    assert "partner" not in kinds(words)


def test_who_acts_is_a_partner_where_the_article_says_so() -> None:
    alone = "Lumen Trading will distribute the goods in Norway."
    known = f"Acme has appointed Lumen Trading as distributor in Norway.\n\n{alone}"
    assert "partner.known-acts" not in [one.pattern for one in found(alone)]
    told = [one.fact for one in found(known) if one.fact["kind"] == "partner"]
    assert [fact["parties"] for fact in told] == [["lumen-trading"]], "told of twice, it is one"


def test_what_happens_at_home_is_not_carried_abroad() -> None:
    assert kinds("In Sweden, Acme sells lamps through retailer Lumen Butik.") == []
    assert kinds("In Sweden, all is well. Acme sells lamps through retailer Lumen Butik.") == []
    assert "partner" in kinds("In Sweden and Norway, Acme sells lamps through retailer Lumen Butik.")


RULES = [
    ("Norway's food agency has banned glass lamps.", "blocks", "sanction"),
    ("In Norway, customs officials seized 400 lamps.", "blocks", "customs"),
    ("In Norway, a court has refused to stop the sales of the lamp.", "allows", "injunction"),
    ("The district court in Norway threw out the complaint in November.", "allows", "lawsuit"),
    ("Norway's energy agency approved the lamps in March.", "allows", "certification"),
    ("Norway's competition watchdog has opened an investigation into Acme.", "pending", "probe"),
    ("The ministry has yet to grant Acme a permit in Norway.", "delays", "licence"),
    ("In Norway, Acme has yet to receive a trade licence.", "delays", "licence"),
    ("All lamps in Norway must carry a label.", "requires", "certification"),
    ("In Norway's tenders you get ten extra points for local content.", "favours", "localisation"),
    ("Oslo plans to ban imports of lamps.", "blocks", "customs"),
    ("Rival Ljus has sued Acme in a court in Oslo, Norway.", "pending", "lawsuit"),
    ("Foreign firms may not own more than 49 percent of a shop in Norway.", "blocks", "licence"),
    ("COFEPRIS has not yet registered the lamps in Mexico.", "delays", "certification"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "effect", "type"), RULES)
def test_rules(words: str, effect: str, type: str) -> None:
    facts = [one.fact for one in found(words) if one.fact["kind"] == "regulation"]
    assert len(facts) == 1
    assert (facts[0]["effect"], facts[0]["type"]) == (effect, type)
    assert facts[0]["measure"]


def test_a_public_body_tells_the_country() -> None:
    (fact,) = (
        one.fact for one in found("Malaysia's regulator has cleared the lamps.") if one.fact["kind"] == "regulation"
    )
    assert (fact["market"], fact["authority"]) == ("my", "Malaysia's regulator")


def test_a_ruling_of_the_union_holds_in_all_its_countries() -> None:
    (fact,) = (one.fact for one in found("Brussels has banned lamps made of lead.") if one.fact["kind"] == "regulation")
    assert {"de", "fr"} < {*fact["market"]}  # type: ignore[misc]


@pytest.mark.parametrize(
    "words",
    [
        "Acme has banned paper from its office in Norway.",
        "Bergen has banned lorries from the inner city.",
        "Norway's ministry declined to comment on the ban.",
        "Norway's competition authority has fined three truck makers.",
        "As a rule, lamps sell well in Norway.",
        "At home, the health ministry has banned glass lamps.",
        "Lumen Trading has stopped the sale of lamps in Norway.",
    ],
)
def test_what_is_no_rule(words: str) -> None:
    assert "regulation" not in kinds(words)


def test_rivals() -> None:
    (fact,) = (
        one.fact for one in found("In Norway, rival Ljus Holding has cut its prices.") if one.fact["kind"] == "rival"
    )
    assert (fact["market"], fact["parties"], fact["effect"]) == ("no", ["ljus-holding"], "has cut its prices")
    assert found("In Norway, rival Ljus Holding has cut its prices.")[0].new["parties"]["ljus-holding"] == {
        "name": "Ljus Holding"
    }, "that it is a rival is no type"
    (fact,) = (
        one.fact
        for one in found("Ljus Holding, the market leader in Finland, has cut its prices.")
        if one.fact["kind"] == "rival"
    )
    assert fact["market"] == "fi"
    assert "rival" not in kinds("In Norway, Lumen Trading has cut its prices.")
    assert "rival" not in kinds("In Norway, local distributor Lumen Trading has cut its prices.")


def test_figures() -> None:
    def only(words: str) -> dict[str, object]:
        (fact,) = (one.fact for one in found(words) if one.fact["kind"] == "metric")
        return dict(fact)

    price = {"name": "price", "value": 490, "unit": "currency", "currency": "EUR", "of": "lamp"}
    assert price.items() <= only("The lamp costs 490 euros in Norway.").items()
    goal = {"name": "goal", "value": 12000, "bound": "more-than", "unit": "lamps", "target": "../2018"}
    assert goal.items() <= only("Acme aims to sell more than 12,000 lamps in Norway by the end of 2018.").items()
    assert {"name": "stores", "value": 26}.items() <= only("Acme already has 26 stores in Norway.").items()
    assert "metric" not in kinds("Acme sold 6 million lamps.")
    assert "metric" not in kinds("In Norway, Acme aims for 12,000 by")


def test_views() -> None:
    (fact,) = (one.fact for one in found("Acme has denied that it will leave Norway.") if one.fact["kind"] == "view")
    assert (fact["market"], fact["about"]) == ("no", "that it will leave Norway")
    assert "view" not in kinds("Lamps and shades are off the table by now, she says of Norway.")


HARD = [
    *("a ", "the new lamp ", "<GEO:0> ", "<ORG:0>, ", "<C:0> has ", "<GOOD:0> and ", ", which is ", "licence of "),
    *("must ", "duty ", "<PCT:0> ", "sold ", "no more ", "Aa ", "rule ", "by ", "local chain ", "the <NAT:0> local "),
]


@pytest.mark.parametrize("words", HARD)
def test_no_pattern_takes_long_on_what_was_made_to_hurt(words: str) -> None:
    long = (words * 400)[:1200]
    for pattern in ALL:
        start = time.perf_counter()
        for expression in filter(None, (pattern.find, pattern.unless)):
            sum(1 for _ in compiled(expression, "en").finditer(long))
        assert time.perf_counter() - start < 2, pattern.id


def test_a_pattern_is_looked_for_only_where_its_cue_is() -> None:
    from xbrief.intake.suggest.reading import plain

    pattern = next(p for p in ALL if p.id == "tariff.rate-then-charge")
    assert list(matches(pattern, plain("No figure here."), "en")) == []
