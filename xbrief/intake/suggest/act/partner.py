"""Who acts for the company, and in which role; not who deals with others, and no public body."""

from __future__ import annotations

from collections.abc import Sequence

from xbrief.intake.suggest.act.base import Setting, first, frame, said
from xbrief.intake.suggest.organisations import PUBLIC
from xbrief.intake.suggest.quantities import Quantity
from xbrief.intake.suggest.types import Mark, Org

Fields = dict[str, object]
# No partners: those who write, those who judge, those who compete.
_NO_PARTNERS = PUBLIC | {"media", "rival"}
_ROLES = frozenset(
    {"distributor", "dealer", "manufacturer", "marketplace", "carrier", "retailer", "service", "investor"}
)
_BY_TYPE = {"bank": "service", "maker": "manufacturer"}


def finish(setting: Setting, fields: Fields) -> Fields | None:
    """The fields of a partner; None where the words are about somebody else's."""
    making = setting.making
    if making.filled("orgs"):
        orgs = [org for mark in making.marks("orgs") for org in _orgs(mark)]
        kept = [org for org in orgs if org.type not in _NO_PARTNERS and org.name not in setting.rivals]
        kept = [org for org in kept if not said("learned", setting.language, org.name)]
        if not kept or _elsewhere(setting):
            return None
        # Only who is kept is a new party.
        making.new.clear()
        fields = {**fields, "parties": list(dict.fromkeys(making.party(org) for org in kept))}
    elif _elsewhere(setting):
        return None
    if making.pattern.id in _LOOSE and not (_spoken_of(setting) or _known(setting)):
        return None
    fields["role"] = fields.get("role") or _role(setting)
    if said("exclusive", setting.language, setting.clause):
        fields["exclusive"] = True
    if fields["role"] == "manufacturer" and said("assembly", setting.language, setting.clause):
        fields["extent"] = "assembly"
    count = _count(setting)
    if count and "unnamed" in fields:
        fields["count"] = count
    status = _status(setting)
    if status:
        fields["status"] = status
    if said("unauthorised", setting.language, setting.sentence):
        fields["authorised"] = "no"
    return fields


# Patterns whose words alone do not tell that it is the company's goods.
_LOOSE = frozenset(
    {"partner.acts-for", "partner.done-by", "partner.in-their-shops", "partner.rights", "partner.gave-up"}
)
# Sentences back in which the company may have been named.
_BACK = 2


def _spoken_of(setting: Setting) -> bool:
    """Is the company named or taken up in the sentence, or in those just before it?"""
    return any(mark.type == "C" for s in (*setting.before[-_BACK:], setting.making.sentence) for mark in s.marks)


def _known(setting: Setting) -> bool:
    """Is one of them named elsewhere as acting for the company?"""
    return any(org.name in setting.partners for mark in setting.making.marks("orgs") for org in _orgs(mark))


# A contract that is signed is a promise until somebody sells.
_PROMISES = frozenset({"agreement", "agreement-between", "together", "signed-up", "agreed-with"})


def _status(setting: Setting) -> str:
    """What the words of a match tell of how it stands; empty where its clause decides."""
    language, match, pattern = setting.language, setting.match, setting.making.pattern.id.partition(".")[2]
    if said("partner-over", language, match) or (
        setting.status == "active" and said("runs-out", language, setting.clause)
    ):
        return "ended"
    if pattern == "unnamed-talks":
        return "planned" if said("sought", language, match) else "negotiating"
    if said("negotiated", language, match):
        return "negotiating"
    lasting = said("lasting", language, setting.clause)
    if setting.status == "active" and pattern in _PROMISES and said("signed", language, match) and not lasting:
        return "announced"
    return ""


def _elsewhere(setting: Setting) -> bool:
    """Is another firm the subject, so that the partner is its own?"""
    making = setting.making
    orgs = making.marks("orgs") if making.filled("orgs") else []
    told = [mark for mark in making.sentence.marks if mark.type == "C" and _within(making.span(), mark)]
    if not told:
        return _led_by_another(setting, orgs)
    if making.pattern.id == "partner.acts-for" and said("handles", setting.language, setting.match):
        # "Toko, which carries its lamps": nobody imports what is his own.
        return False
    named = any(not said("pronouns", setting.language, mark.words) for mark in told)
    # "Kazari opened its 60th shop": whose shops these are is not said.
    return bool(not named and orgs and orgs[0].start <= told[0].start)


def _led_by_another(setting: Setting, orgs: Sequence[Mark]) -> bool:
    """Does the clause name another firm before the match, and not the company?"""
    sentence, start = setting.making.sentence, setting.making.match.start()
    joint = max((m.end() for m in frame("joint", setting.language).finditer(sentence.masked[:start])), default=0)
    others = [
        mark
        for number, mark in enumerate(sentence.marks)
        if mark.type in {"C", "ORG"}
        and not any(mark is org for org in orgs)
        and joint <= sentence.masked.index(f"<{mark.type}:{number}>") < start
    ]
    if any(mark.type == "C" for mark in others):
        return False
    return any(isinstance(mark.value, Org) and mark.value.type not in _SILENT for mark in others)


# Who may be named before without leading: "the ministry says that ...".
_SILENT = PUBLIC | {"media"}


def _within(span: tuple[int, int], mark: Mark) -> bool:
    return span[0] <= mark.start and mark.end <= span[1]


def _orgs(mark: Mark) -> tuple[Org, ...]:
    if isinstance(mark.value, Org):
        return (mark.value,) if mark.type == "ORG" else ()
    return mark.value if mark.type == "THEY" and isinstance(mark.value, tuple) else ()


def _role(setting: Setting) -> str:
    language = setting.language
    agent = first("role", language, setting.slot("agent")) or first("role", language, setting.slot("words"))
    if agent:
        return agent
    told = first("role-explicit", language, setting.match)
    if told:
        return told
    types = (
        [org.type for mark in setting.making.marks("orgs") for org in _orgs(mark)]
        if setting.making.filled("orgs")
        else []
    )
    known = next((type for type in types if type in _ROLES), "")
    verb = first("role-verb", language, setting.match) or first("role-verb", language, setting.clause)
    return known or verb or next((_BY_TYPE[type] for type in types if type in _BY_TYPE), "") or "distributor"


def _count(setting: Setting) -> int | None:
    """How many partners the words of those without a name tell."""
    if not setting.making.filled("words"):
        return None
    for mark in setting.making.marks("words"):
        if (
            isinstance(mark.value, Quantity)
            and mark.value.unit == "count"
            and mark.value.value == int(mark.value.value)
        ):
            return int(mark.value.value)
    return 1 if said("single", setting.language, setting.slot("words").partition(" ")[0]) else None
