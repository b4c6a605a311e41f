"""Figures with their units: nothing rounded, nothing added."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xbrief.language import numbers


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("0", "0"),
        ("3", "3"),
        ("12.50", "12.5"),
        ("1000", "1,000"),
        ("299200", "299,200"),
        ("1000000", "1 million"),
        ("1500000", "1.5 million"),
        ("-2000000", "-2 million"),
        ("45000000000", "45 billion"),
        ("1100000000", "1.1 billion"),
        # What words would round stays in digits.
        ("1250000", "1,250,000"),
        ("1234567", "1,234,567"),
        # A billion that has no short word may still be so many millions.
        ("1250000000", "1250 million"),
    ],
)
def test_plain_figures(value: str, told: str) -> None:
    assert numbers.plain(Decimal(value)) == told


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        (None, "60 percent"),
        ("exact", "60 percent"),
        ("up-to", "up to 60 percent"),
        ("from", "from 60 percent"),
        ("more-than", "more than 60 percent"),
        ("about", "about 60 percent"),
    ],
)
def test_rates_with_their_bounds(bound: str | None, told: str) -> None:
    assert numbers.percent(Decimal("60.0"), bound) == told


@pytest.mark.parametrize(
    ("value", "unit", "currency", "bound", "told"),
    [
        ("299200", "currency", "KRW", None, "299,200 won"),
        ("1100000000", "currency", "USD", "about", "about 1.1 billion dollars"),
        ("999", None, "NOK", None, "999 kroner"),
        ("5", "currency", "CHF", None, "5 CHF"),
        ("5", "currency", None, None, "5"),
        ("80000", "devices", None, "more-than", "more than 80,000 devices"),
        ("30.3", "percent", None, None, "30.3 percent"),
        ("10", "percent", None, "up-to", "up to 10 percent"),
        ("3", "rank", None, None, "rank 3"),
        ("7", None, None, None, "7"),
        ("7", "", None, "up-to", "up to 7"),
    ],
)
def test_quantities(value: str, unit: str | None, currency: str | None, bound: str | None, told: str) -> None:
    assert numbers.quantity(Decimal(value), unit, currency, bound) == told


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("USD", "dollars"),
        ("EUR", "euros"),
        ("GBP", "pounds"),
        ("JPY", "yen"),
        ("INR", "rupees"),
        ("BRL", "reais"),
        ("MXN", "pesos"),
        ("CNY", "yuan"),
        ("CAD", "Canadian dollars"),
    ],
)
def test_currencies_by_name(code: str, word: str) -> None:
    assert numbers.quantity(Decimal(2), "currency", code) == f"2 {word}"
