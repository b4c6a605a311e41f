"""How English articles write currencies. A name or a sign that several countries use stands for none (None)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

CODES = (
    "USD EUR GBP JPY CNY RMB KRW INR BRL CHF SEK NOK DKK PLN CZK HUF RUB TRY AUD CAD NZD MXN ZAR IDR THB SGD HKD TWD"
    " AED SAR ILS PHP VND NGN KES EGP ARS CLP COP"
)
# Longest first where they are sought: "US$" is no "$", "Canadian dollars" are no "dollars". A bare dollar is America's.
_SIGNS: dict[str, str | None] = {
    **dict.fromkeys(("US$", "$"), "USD"),
    **dict.fromkeys(("A$", "AU$"), "AUD"),
    **dict.fromkeys(("C$", "CA$"), "CAD"),
    **dict.fromkeys(("₹", "Rs", "Rs."), "INR"),
    **dict(zip(("R$", "HK$", "NZ$", "S$", "NT$"), ("BRL", "HKD", "NZD", "SGD", "TWD"), strict=True)),
    **dict(zip("€£₩₽₺฿₫₦₱", ("EUR", "GBP", "KRW", "RUB", "TRY", "THB", "VND", "NGN", "PHP"), strict=True)),
    "Rp": "IDR",
    "zł": "PLN",
    "¥": None,
    "kr": None,
}
_NAMES: dict[str, str | None] = {
    r"(?:us |american )?dollars?": "USD",
    r"canadian dollars?": "CAD",
    r"australian dollars?": "AUD",
    r"new zealand dollars?": "NZD",
    r"hong kong dollars?": "HKD",
    r"singapore dollars?": "SGD",
    r"taiwan dollars?": "TWD",
    r"euros?": "EUR",
    r"(?:british )?pounds?(?: sterling)?": "GBP",
    r"(?:japanese )?yen": "JPY",
    r"(?:chinese )?(?:yuan|renminbi)": "CNY",
    r"(?:south )?(?:korean )?won": "KRW",
    r"(?:indian )?rupees?": "INR",
    r"(?:brazilian )?(?:reais|reals?)": "BRL",
    r"swiss francs?": "CHF",
    r"swedish (?:kronor|krona|crowns?)|kronor": "SEK",
    r"norwegian (?:kroner|crowns?)": "NOK",
    r"danish (?:kroner|crowns?)": "DKK",
    r"(?:polish )?z[lł]ot(?:ys?|ies|ych)": "PLN",
    r"czech (?:crowns?|koruna)": "CZK",
    r"(?:hungarian )?forints?": "HUF",
    r"(?:russian )?rou?bles?|rubles?": "RUB",
    r"(?:turkish )?liras?": "TRY",
    r"mexican pesos?": "MXN",
    r"(?:south african )?rand": "ZAR",
    r"(?:indonesian )?rupiah": "IDR",
    r"(?:thai )?baht": "THB",
    r"(?:uae )?dirhams?": "AED",
    r"(?:saudi )?riyals?": "SAR",
    r"(?:vietnamese )?dong": "VND",
    r"(?:nigerian )?naira": "NGN",
    r"pesos?|crowns?|kroner|francs?|shillings?": None,
}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SIGN = _any(sign for sign in _SIGNS if sign not in {"zł", "kr"})
SIGN_BEHIND = _any(("€", "£", "₩", "₽", "zł", "kr"))
NAME = "|".join(_NAMES)
CODE = CODES.replace(" ", "|")


@cache
def currency(words: str) -> str | None:
    """The ISO 4217 code of a sign, code or name that was found; None where it may be one of several."""
    if words in _SIGNS:
        return _SIGNS[words]
    if words in CODES.split():
        return "CNY" if words == "RMB" else words
    return next(code for name, code in _NAMES.items() if re.fullmatch(name, words, re.IGNORECASE))
