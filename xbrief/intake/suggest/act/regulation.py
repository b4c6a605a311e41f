"""What a public body orders, allows or asks for: its type and effect, whom it concerns, and by whom."""

from __future__ import annotations

import re
from functools import cache

from xbrief.intake.suggest.act.base import Setting, first, said
from xbrief.intake.suggest.lexicon import places
from xbrief.intake.suggest.lexicon import words as words_of
from xbrief.intake.suggest.organisations import PUBLIC
from xbrief.intake.suggest.types import Mark, Org

Fields = dict[str, object]
_LONGEST = 14


def finish(setting: Setting, fields: Fields) -> Fields | None:
    """The fields of a regulation; None where no public body acts, or it only speaks."""
    making, language = setting.making, setting.language
    words = setting.match
    if said("no-rule", language, words) or said("at-home", language, setting.sentence):
        return None
    if said("fined", language, words) and not any(mark.type == "C" for mark in making.sentence.marks):
        return None
    if making.filled("authority"):
        body = _body(making.marks("authority"), language)
        if body is None:
            return None
        making.new.clear()
        named = [mark.value for mark in making.marks("authority") if mark.type in {"GEO", "NAT"} and mark.value]
        seat = body.home or next(map(str, named), None)
        # The Union is no country, but all of its own.
        making.seat = None if seat == "eu" else seat
        fields = {**fields, "authority": body.id or body.name}
    effect = str(fields.get("effect") or first("effect", language, words) or first("effect", language, setting.clause))
    type = str(fields.get("type") or first("type", language, words) or first("type", language, setting.clause))
    type = type or first("type", language, setting.sentence) or "licence"
    effect = effect.removesuffix("-too")
    if type == "lawsuit" and effect not in {"allows", "blocks"}:
        effect = "pending"
    if not effect:
        return None
    goods = [making.category(thing) for thing in setting.goods(near=True)]
    fields = {
        **fields,
        "measure": _measure(setting),
        "type": type,
        "effect": effect,
        "whom": first("whom", language, words) or first("whom", language, setting.clause) or "company",
    }
    if goods:
        fields["categories"] = goods
    making.words["measure"] = str(fields["measure"])
    return fields


def _body(marks: list[Mark], language: str) -> Org | None:
    """The public body among the marks; a country or its capital stands for its government."""
    for mark in marks:
        if mark.type == "ORG" and isinstance(mark.value, Org) and mark.value.type in PUBLIC:
            return mark.value
    if marks and all(mark.type in {"GEO", "NAT"} and mark.words in _seats(language) for mark in marks):
        return Org(marks[0].words, None, "government")
    return None


@cache
def _seats(language: str) -> frozenset[str]:
    """Names of countries, and of the cities that stand for their governments."""
    capitals = words_of(language, "names")["capitals"].split(" | ")
    return frozenset(capitals) | {name for _, name, how in places(language) if how == "name"}


def _measure(setting: Setting) -> str:
    """The words of the match, cut short at a whole word."""
    start, end = setting.making.span()
    words = setting.making.sentence.words[start:end].split()
    return re.sub(r"[\s,;:.]+\Z", "", " ".join(words[:_LONGEST]))
