"""Percentages, sums and counts of sentences."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbrief.intake.suggest.quantities import quantities


@pytest.mark.parametrize(
    ("sentence", "told", "value", "bound"),
    [
        ("Lamps are taxed at as much as 60 percent.", "as much as 60 percent", "60", "up-to"),
        ("Lamps are taxed at up to 60%.", "up to 60%", "60", "up-to"),
        ("The 12.5% duty stays.", "12.5%", "12.5", "exact"),
        ("A duty of 12,5 % stays.", "12,5 %", "12.5", "exact"),
        ("A 25-percent tariff stays.", "25-percent", "25", "exact"),
        ("A duty of 10-20% stays.", "10-20%", "20", "up-to"),
        ("It took twenty-five per cent of it.", "twenty-five per cent", "25", "exact"),
        ("It earns half of its money there.", "half", "50", "exact"),
        ("It holds about a third of the market.", "about a third", "33", "about"),
        ("It holds two-thirds of the market.", "two-thirds", "67", "exact"),
        ("It holds 40 percent or more.", "40 percent or more", "40", "more-than"),
        ("It holds less than 1 percent.", "less than 1 percent", "1", "up-to"),
    ],
)
def test_percentages(sentence: str, told: str, value: str, bound: str) -> None:
    (found,) = quantities(sentence)
    assert (sentence[found.start : found.end], found.unit) == (told, "percent")
    assert (found.value, found.bound, found.currency) == (Decimal(value), bound, None)


def test_of_two_percentages_each_is_found() -> None:
    for sentence in ("The duty rises from 10 to 20 percent.", "The duty rises from 10% to 20%."):
        assert [(q.unit, q.value) for q in quantities(sentence)] == [("percent", 10), ("percent", 20)]


@pytest.mark.parametrize(
    ("sentence", "told", "value", "currency"),
    [
        ("It raised $45bn.", "$45bn", 45_000_000_000, "USD"),
        ("It raised €1.3 billion.", "€1.3 billion", 1_300_000_000, "EUR"),
        ("It costs R$ 3,000.", "R$ 3,000", 3000, "BRL"),
        ("It paid Rs 500 crore.", "Rs 500 crore", 5_000_000_000, "INR"),
        ("It paid ₹2 lakh.", "₹2 lakh", 200_000, "INR"),
        ("It paid 4 million Swedish kronor.", "4 million Swedish kronor", 4_000_000, "SEK"),
        ("It costs 1,299 zlotys.", "1,299 zlotys", 1299, "PLN"),
        ("It costs 500,000 won.", "500,000 won", 500_000, "KRW"),
        ("It costs 99 € there.", "99 €", 99, "EUR"),
        ("It costs 99 kr there.", "99 kr", 99, None),
        ("It costs USD 20.", "USD 20", 20, "USD"),
        ("It costs 20 RMB.", "20 RMB", 20, "CNY"),
        ("It costs 900 pesos.", "900 pesos", 900, None),
        ("It costs ¥900.", "¥900", 900, None),
        ("It costs 900 Mexican pesos.", "900 Mexican pesos", 900, "MXN"),
        ("A 7,500-euro bonus is paid.", "7,500-euro", 7500, "EUR"),
        ("It asks £20-a-month.", "£20", 20, "GBP"),
        ("It pays twenty dollars.", "twenty dollars", 20, "USD"),
    ],
)
def test_money(sentence: str, told: str, value: int, currency: str | None) -> None:
    (found,) = quantities(sentence)
    assert (sentence[found.start : found.end], found.unit) == (told, "currency")
    assert (found.value, found.currency) == (value, currency)


@pytest.mark.parametrize(
    ("sentence", "told", "value", "bound"),
    [
        ("It talks to half a dozen partners.", "half a dozen", 6, "exact"),
        ("It talks to at least half a dozen partners.", "at least half a dozen", 6, "more-than"),
        ("It named two partners.", "two", 2, "exact"),
        ("It sold 2.5 million lamps.", "2.5 million", 2_500_000, "exact"),
        ("It sold 5,00,000 lamps.", "5,00,000", 500_000, "exact"),
        ("It sold 1.234.567 lamps.", "1.234.567", 1_234_567, "exact"),
        ("It sold over 1 000 000 lamps.", "over 1 000 000", 1_000_000, "more-than"),
        ("Some 300 shops sell them.", "Some 300", 300, "about"),
        ("It has 300+ shops.", "300+", 300, "more-than"),
        ("It won 5 prizes.", "5", 5, "exact"),
        ("“In 300 shops”, it said.", "300", 300, "exact"),
    ],
)
def test_counts(sentence: str, told: str, value: int, bound: str) -> None:
    (found,) = quantities(sentence)
    assert (sentence[found.start : found.end], found.unit) == (told, "count")
    assert (found.value, found.bound) == (value, bound)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is one of the firms.",
        "The Lumo Model 3 and the Lumo Galaxy 5 shine.",
        "It rose by 0.5 percentage points.",
        "Half the firms came.",
        "The 5G lamp shines.",
        "The A4-2016 lamp shines.",
    ],
)
def test_what_is_no_quantity(sentence: str) -> None:
    assert quantities(sentence) == []


SIGNS = [
    "$",
    "10",
    ",",
    ".",
    "000",
    " ",
    "%",
    "-",
    "percent",
    "to",
    "million",
    "half",
    "a dozen",
    "euros",
    "up to",
    "Rs",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=14))
def test_quantities_stand_in_order_and_share_no_words(parts: list[str]) -> None:
    found = quantities(" ".join(parts))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.value >= 0 for q in found)
