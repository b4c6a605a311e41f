"""Whether two facts are the word of one voice."""

from __future__ import annotations

from xbrief.claims.differ.scene import retold
from xbrief.claims.origin import origin
from xbrief.model import Dossier, Fact


def one_voice(dossier: Dossier, a: Fact, b: Fact) -> bool:
    """Are the two told by one source or go back to one origin, or does one quote the publisher of the other?

    Two sources that retell one declared origin are compared all the same: what one says goes on and the other calls
    over, nobody said at one time.
    """
    if a.source == b.source:
        return True
    if retold(a, b):
        return False
    return origin(a) == origin(b) or _quotes(dossier, a, b) or _quotes(dossier, b, a)


def _quotes(dossier: Dossier, a: Fact, b: Fact) -> bool:
    publisher = dossier.sources[b.source].publisher.casefold()
    names = {
        name.casefold()
        for s in a.says
        if s.kind == "party" and (party := dossier.parties.get(s.name))
        for name in (party.name, *party.aliases)
    }
    return publisher in names
