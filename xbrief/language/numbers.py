"""Figures with their units and currencies (ISO 4217)."""

from __future__ import annotations

from decimal import Decimal

_BOUNDS = {"up-to": "up to ", "more-than": "more than ", "about": "about ", "from": "from "}
_CURRENCIES = {
    "USD": "dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "JPY": "yen",
    "KRW": "won",
    "INR": "rupees",
    "BRL": "reais",
    "MXN": "pesos",
    "CNY": "yuan",
    "CAD": "Canadian dollars",
    "NOK": "kroner",
}


def plain(value: Decimal) -> str:
    """Digits with thousands separators; millions and billions in words where nothing is lost."""
    for size, word in ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")):
        if abs(value) >= size and (value / size * 10) % 1 == 0:
            return f"{(value / size).normalize():f} {word}"
    return f"{value.normalize():,f}"


def percent(value: Decimal, bound: str | None = None) -> str:
    """`12.5 percent`, `up to 60 percent`. The value is in percent, not a fraction."""
    return f"{_BOUNDS.get(bound or '', '')}{plain(value)} percent"


def quantity(value: Decimal, unit: str | None, currency: str | None = None, bound: str | None = None) -> str:
    """A figure with its unit: `299,200 won`, `more than 80,000 devices`, `30.3 percent`, `rank 3`."""
    lead = _BOUNDS.get(bound or "", "")
    if unit == "currency" or currency:
        return f"{lead}{plain(value)} {_CURRENCIES.get(currency or '', currency or '')}".rstrip()
    if unit == "percent":
        return percent(value, bound)
    if unit == "rank":
        return f"rank {plain(value)}"
    return f"{lead}{plain(value)} {unit or ''}".rstrip()
