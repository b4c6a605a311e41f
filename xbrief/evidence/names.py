"""Are the organisations of a fact, and every name in its claim, those of its words?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.glossary import Glossary, countries
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import cased, normal
from xbrief.model import Fact

# Sentences back in which a name counts as told just before.
_BACK = 3
# Letters that two forms of a name share: Norway and Norwegian.
_STEM = 5
# A capital at the start of a sentence makes no name.
_NAME = re.compile(r"(?<=[^.!?\s] )['\"(]?(?P<name>[A-Z\u00c0-\u00de][\w&-]{2,})")


def check(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E504 for each organisation or name that is another one's."""
    company = glossary.dossier.company.id
    told = glossary.parties(cased(fact.claim)) - {company}
    fields = {"parties": fact.parties, "sellers": fact.sellers, "by": fact.by}
    fields["operator"] = (fact.operator,) if fact.operator else ()
    for name, ids in fields.items():
        for id in ids:
            if id == company:
                continue
            if not _there(glossary, fact, passage, id):
                yield Fault("E504", name, f"{_called(glossary, id)} is not in the words, nor taken up from before")
            elif told and id not in told:
                yield Fault("E504", name, f"{_called(glossary, id)} is not in the claim, which names others")
    own = {id for ids in fields.values() for id in ids}
    if fact.kind == "block" and not fact.sellers and told - {s.name for s in fact.says}:
        names = ", ".join(_called(glossary, id) for id in sorted(told))
        yield Fault("E504", "sellers", f"the claim speaks of {names} alone, the fact of the market")
    about = _about(glossary, fact)
    speakers = {s.name for s in fact.says}
    for id in sorted(told - own - about - speakers):
        if not _there(glossary, fact, passage, id, spanned=False):
            yield Fault("E504", "claim", f"the claim's {_called(glossary, id)} is not in the words")
    if fact.authority:
        yield from _authority(glossary, fact, passage)
    yield from _unknown(glossary, fact, passage)


def anywhere(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E504 and E505 for parties and speakers that the whole text does not name: what a text in any language tells."""
    there = (passage.whole, *passage.paragraph, *passage.earlier, *passage.later)
    named = {id for s in there for id in (*glossary.parties(s), *glossary.people(s))} | {glossary.dossier.company.id}
    operator = (fact.operator,) if fact.operator else ()
    for name, ids in (("parties", fact.parties), ("sellers", fact.sellers), ("by", fact.by), ("operator", operator)):
        for id in ids:
            if id not in named:
                yield Fault("E504", name, f"{_called(glossary, id)} is nowhere in the text")
    for speaker in fact.says:
        if speaker.kind != "unnamed" and speaker.name not in named:
            yield Fault("E505", "says", f"{speaker.name} is nowhere in the text")


def _called(glossary: Glossary, id: str) -> str:
    party = glossary.dossier.parties.get(id)
    return party.name if party else id


def _about(glossary: Glossary, fact: Fact) -> set[str]:
    """Who takes part in the fact that this one is about: named there, and perhaps not here."""
    of = glossary.dossier.facts.get(fact.of.fact) if fact.of else None
    if of is None:
        return set()
    return {*of.parties, *of.sellers, *of.by, *glossary.parties(cased(of.claim))}


def _there(glossary: Glossary, fact: Fact, passage: Passage, id: str, spanned: bool = True) -> bool:
    """Is the organisation in the span; or, where that names no other, in its sentence or taken up there?"""
    aside = {glossary.dossier.company.id, *(s.name for s in fact.says)}
    within = glossary.parties(passage.shown) - aside
    if within and spanned:
        return id in within
    return id in glossary.parties(passage.whole) or id in antecedents(glossary, fact, passage)


def antecedents(glossary: Glossary, fact: Fact, passage: Passage) -> set[str]:
    """Whom "it", "the two partners" or "those stores" may stand for: those whom the nearest sentence before names.

    Where several are taken up, the two nearest sentences; those that speak of another market alone are passed over.
    """
    # A sentence that names nobody goes on about those of its own paragraph ("Lamps are to follow").
    within = len(passage.paragraph)
    taken_up = words.ANAPHORA.search(passage.sentence) is not None
    wanted = 2 if words.SEVERAL.search(passage.sentence) else 1
    both = words.BOTH.search(passage.sentence) is not None
    found: set[str] = set()
    for sentence in passage.earlier if taken_up else [s for s in passage.earlier[:within] if s in passage.paragraph]:
        named = glossary.parties(sentence) - {glossary.dossier.company.id}
        elsewhere = {m for m, itself in countries(sentence).items() if itself}
        if not named or (fact.market and elsewhere and not elsewhere & {*fact.market}):
            continue
        found |= named
        wanted -= 1
        if wanted <= 0 and not (both and len(found) < 2):
            break
    return found


def _authority(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    party = glossary.dossier.parties.get(fact.authority or "")
    names = (party.name, *party.aliases) if party else (fact.authority or "",)
    near = " ".join((passage.line, *(normal(s) for s in passage.earlier[:_BACK])))
    if not any(_alike(n, near) for n in names):
        yield Fault("E504", "authority", f"{names[0]} is not in the words")


def _alike(name: str, text: str) -> bool:
    """Is every word of a name there, as of "a court in Bern" for the Court of Bern?"""
    parts = [w for w in re.findall(r"\w+", name) if len(w) > 3]
    return mentioned(name, text) or (bool(parts) and all(mentioned(w, text) for w in parts))


def mentioned(name: str, text: str) -> bool:
    """Does a name stand in a normalised text as whole words?"""
    return bool(name) and words.pattern(rf"(?<![^\W_]){re.escape(normal(name))}(?![^\W_])").search(text) is not None


def _unknown(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """Names in the claim that the dossier does not know: each must stand near the words."""
    claim = cased(fact.claim)
    for product in sorted(fact.products, key=len, reverse=True):
        claim = claim.replace(product, "-")
    near = normal(" ".join((passage.whole, *passage.earlier[:_BACK])))
    for match in _NAME.finditer(glossary.without_names(claim)):
        plain = normal(match["name"])
        if plain not in words.MONTHS and plain[:_STEM] not in near:
            yield Fault("E504", "claim", f"the claim's {match['name']} is not in the words")
