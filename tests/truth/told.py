"""What findings tell, in the words of the truth tables (README.md): taken from what they print and cite, form by form.

A `Told` is one statement of one finding: a claim, and words about it. A row's `about` is told where one statement has
the claim and all of its words; dates and other details may stand in another finding on the same claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xbrief.claims.origin import origins
from xbrief.claims.types import Claim, Dispute, Ledger
from xbrief.model import Fact
from xbrief.rules import phrase
from xbrief.rules.types import Finding, Part, Rule

Words = Mapping[str, frozenset[str]]

# Details that another finding on the same claim may tell.
SPREAD = frozenset(
    {"since", "until", "by", "at", "products", "only", "operator", "form", "disputed", "denied_by", "target"}
)
# Dates that a row may give less exactly than they are told; that a date stands in the facts is the guard's business.
ROUGH = frozenset({"episode", "by", "observed", "since", "until", "at"})
# The fates that a forecast can have which is told in a state.
FATES = {
    "met": {"met"},
    "came": {"met"},
    "already": {"met"},
    "undated": {"met"},
    "named": {"met"},
    "late": {"late"},
    "overdue": {"overdue"},
    "missed": {"overdue"},
    "replaced": {"overdue", "open"},
    "withdrawn": {"withdrawn"},
    "open": {"open"},
    "ahead": {"open"},
}
STATES = {
    "resumed": "active",
    "entered": "active",
    "unknown": "active",
    "unauthorised": "ended",
    "stopped": "ended",
    "start": "active",
    "again": "active",
    "doubtful": "active",
    "reduce": "reduced",
    "stop": "ended",
    "halt": "ended",
    "block": "blocked",
    "seen": "active",
    "denied": "active",
}
LEAVE = {
    "denied": "no",
    "unknown": "unknown",
    "stopped": "unknown",
    "doubtful": "unknown",
    "halt": "unknown",
    "unauthorised": "no",
}
# Which gaps of the rule `gaps` together answer an absence of the tables; a topic that is not listed has its own.
ABSENT = {
    "duty": {"duty"},
    "duty.rate.official": {"duty-rate"},
    "figure.share": {"share"},
    "figure.price": {"prices"},
    "rival": {"rivals"},
    "production": {"production"},
    "party": {"party-seller-main", "party-distributor", "party-carrier"},
    "party.authorised": {"party-seller-main", "party-distributor"},
    "party.retailer.smartphones": {"party-seller-main"},
    "party.retailer.heaters": {"party-seller-main"},
    "measure.certification": {"certification"},
    "measure.certification.smartphones": {"certification"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """One statement. `past` is one of an earlier episode: it does not tell how things stand."""

    finding: Finding
    claim: str
    words: Words
    past: bool = False


@dataclass(frozen=True, slots=True)
class _Desk:
    ledger: Ledger
    finding: Finding
    rule: Rule | None

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.ledger.facts(self.finding.facts)

    @property
    def claim(self) -> Claim:
        return self.ledger.claims[self.finding.claims[0]]

    @property
    def used(self) -> frozenset[str]:
        """The slots that the rule's sentence or its cell of a table print."""
        phrases = (self.rule.say, self.rule.cell) if self.rule else ()
        texts = [p[self.finding.state] for p in phrases if self.finding.state in p]
        return frozenset(name for text in texts for name in _emitted(text, self.finding))

    def printed(self, *slots: str, kind: str = "date") -> frozenset[str]:
        """What the slots print of a kind: dates as EDTF, parties and categories by id, products by name."""
        found = (self.finding.slots.get(name) for name in slots if name in self.used)
        return frozenset(m.value for s in found if s for p in s.parts for m in p.mentions if m.kind == kind)

    def tell(self, claim: str, past: bool = False, **words: object) -> Told:
        # A stake in a party is an event of that party; the program keeps it as a topic of its own.
        claim = claim.replace(".stake.", ".party.")
        return Told(self.finding, claim, {k: _set(v) for k, v in words.items() if v}, past)


def _emitted(text: str, finding: Finding) -> Iterable[str]:
    """The slots of a phrase that come out: those of a bracket only where all of it are filled."""
    for token in phrase.parse(text):
        names = [t.text for t in (token.inner or (token,)) if t.kind == "slot"]
        if all(finding.slots.get(name) for name in names):
            yield from names


def _set(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(str(v) for v in value if v) if isinstance(value, Iterable) else frozenset({str(value)})


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def speakers(facts: Iterable[Fact]) -> frozenset[str]:
    """Who asserts the facts, by id; `unnamed` for somebody without a name; nobody for a publisher's own account."""
    return frozenset("unnamed" if s.kind == "unnamed" else s.name for f in facts for s in f.says)


def told(findings: Iterable[Finding], ledger: Ledger, rules: Mapping[str, Rule]) -> tuple[Told, ...]:
    """All statements of the findings."""
    done: list[Told] = []
    for finding in findings:
        rule = rules.get(finding.rule)
        form = rule.form if rule else finding.rule
        done.extend(_FORMS.get(form, _nothing)(_Desk(ledger, finding, rule)))
    return tuple(done)


def tells(about: Mapping[str, Any], statements: Sequence[Told], ledger: Ledger) -> list[Told]:
    """The statements that tell what a row is about; none where it is told nowhere."""
    if "claim" not in about:
        return _tells_of_evidence(about, statements, ledger)
    mine = [t for t in statements if t.claim in _keys(about["claim"])]
    core = {k: v for k, v in about.items() if k not in SPREAD | {"claim", "superseded_by"}}
    found = _telling(mine, core)
    if not found and core.get("state") == "ended" and any(_has(t, "episode", core.get("episode", "-")) for t in mine):
        # An episode that is told elsewhere, and what came of it.
        found = _telling(mine, {k: v for k, v in core.items() if k != "episode"})
    spread = {k: v for k, v in about.items() if k in SPREAD}
    if not all(any(_has(t, k, v) for t in mine) for k, v in spread.items()):
        return []
    if "superseded_by" not in about:
        return found
    return [t for t in found if _superseded(t, about["superseded_by"], statements, ledger)]


def _keys(claim: str) -> set[str]:
    """The key, and those of its subjects one by one: the program may tell the joint ones apart."""
    market, topic, subject = claim.split(".", 2)
    joint, *rest = subject.split(".")
    return {claim, *(".".join([market, topic, one, *rest]) for one in joint.split("+"))}


def _telling(mine: Sequence[Told], words: Mapping[str, Any]) -> list[Told]:
    """The statements that have all of the words; how things stand is told by none of the past."""
    present = "state" in words and "episode" not in words and "event" not in words
    return [t for t in mine if not (present and t.past) and all(_has(t, k, v) for k, v in words.items())]


def _has(statement: Told, word: str, value: Any) -> bool:
    held = statement.words.get(word, frozenset())
    wanted = [str(v) for v in value] if isinstance(value, list) else [str(value)]
    if word in {"disputed", "only"} and wanted == ["no"]:
        return "yes" not in held
    if word in ROUGH:
        return all(
            any(h == w or h.removeprefix("../").startswith(w.removeprefix("../").rstrip("~")) for h in held)
            for w in wanted
        )
    return set(wanted) <= held


def _superseded(statement: Told, by: str | None, statements: Sequence[Told], ledger: Ledger) -> bool:
    """Is the word told together with the later one that replaces it? With None: is it told as if it still stood?"""
    claim = ledger.claims[statement.claim]
    later = {i for f in claim.facts for i in ledger.superseded.get(f, ())}
    for fact in ledger.known.values():
        later |= {fact.id for link in fact.links if link.kind == "supersedes" and link.fact in claim.facts}
    if by is None:
        return not later & set(statement.finding.facts)
    return by in later and any(by in t.finding.facts for t in statements)


def _tells_of_evidence(about: Mapping[str, Any], statements: Sequence[Told], ledger: Ledger) -> list[Told]:
    if "count" in about:
        return _counts(about, statements, ledger)
    if "age" in about:
        wanted = _set(about["source"])
        return [t for t in statements if t.finding.rule == "age" and t.finding.counted[-1] in wanted]
    if about["absence"] == "source":
        return [t for t in statements if t.claim == "" and all(_has(t, k, v) for k, v in about.items())]
    wanted = ABSENT.get(about["absence"]) or {about["absence"].replace(".", "-")}
    found = [t for t in statements if t.words.get("gap", frozenset()) & wanted]
    return found if wanted <= {gap for t in found for gap in t.words["gap"]} else []


def _counts(about: Mapping[str, Any], statements: Sequence[Told], ledger: Ledger) -> list[Told]:
    """Facts told as of so many origins: by a count of the sources that share one, or by a finding on them alone."""
    facts = ledger.facts(tuple(about["of"]))
    sources = {f.source for f in facts}
    count = len(origins(facts))
    if count != int(about["value"]):
        return []
    if count == len(sources) > 1:
        # Told as independent wherever nothing says that they are not.
        return [t for t in statements if sources & _sources(t, ledger)]
    if len(sources) > 1:
        return [t for t in statements if t.finding.rule == "origins" and sources <= set(t.finding.counted)]
    alone = [t for t in statements if t.finding.facts[:1] == tuple(about["of"])]
    return alone or [t for t in statements if set(about["of"]) <= set(t.finding.facts) and t.finding.origins == 1]


def _sources(statement: Told, ledger: Ledger) -> set[str]:
    return {f.source for f in ledger.facts(statement.finding.facts)}


# Form by form -------------------------------------------------------------------------------------------------------


def _nothing(_: _Desk) -> Iterable[Told]:
    return ()


def _common(desk: _Desk, facts: Sequence[Fact]) -> dict[str, object]:
    voiced = facts and all(f.says for f in facts)
    return {
        "stale": _yes(desk.finding.stale),
        "role": [f.role for f in facts if f.role],
        "event": [f.event for f in facts if f.event],
        "aspect": [f.event for f in facts if f.event],
        "speaker": speakers(facts) if voiced else (),
        "source": [f.source for f in facts if not f.says],
        "certainty": desk.finding.certainty,
    }


def _standing(desk: _Desk) -> Iterable[Told]:
    """Forms standing and parties: how a thing stands."""
    finding, facts = desk.finding, desk.facts
    if finding.state in {"announced", "negotiating", "rumoured"}:
        yield from _expected(desk)
        return
    state = STATES.get(finding.state, finding.state)
    leave = LEAVE.get(finding.state, "yes")
    if finding.state == "unauthorised":
        state = desk.claim.unofficial[-1].state
    ended = state in {"ended", "reduced", "suspended"}
    yield desk.tell(
        finding.claims[0],
        **_common(desk, facts),
        state=state,
        authorised=leave,
        disputed=_yes(finding.state == "disputed"),
        since=desk.printed("since", "back", *(["when"] if finding.state in {"reduced", "entered"} else [])),
        until=desk.printed("when") if ended else desk.printed("until", "planned"),
        by=desk.printed("since", "back", "when"),
        products=desk.printed("items", "products", "models", "range", kind="product"),
        only=_yes(bool(desk.printed("range", kind="product"))),
        operator=desk.printed("sellers", kind="party"),
    )
    if desk.claim.topic == "availability" and "@" not in desk.claim.subject:
        # "through A" tells of A's own sale too.
        for party in desk.printed("sellers", kind="party"):
            yield desk.tell(f"{finding.claims[0]}@{party}", **_common(desk, facts), state=state, authorised=leave)


def _expected(desk: _Desk) -> Iterable[Told]:
    """A party of which only a word is held."""
    for fact in desk.facts:
        fates = [f.fate for f in desk.claim.forecasts if f.fact == fact.id]
        yield desk.tell(
            desk.finding.claims[0],
            **_common(desk, [fact]),
            state="unknown" if desk.claim.state is None else "",
            forecast=fact.id,
            fate=fates,
            outlook=fact.status or "",
            authorised=fact.authorised,
            products=fact.products,
            count_at_least=fact.count or "",
            target=desk.printed("due"),
        )


def _forecast(desk: _Desk) -> Iterable[Told]:
    """A forecast counts for every claim on which it has the fate that is told; so do its retellings."""
    for fact in desk.facts:
        yield from _one_forecast(desk, fact)


def _one_forecast(desk: _Desk, fact: Fact) -> Iterable[Told]:
    finding = desk.finding
    for claim in desk.ledger.of(finding.market):
        for forecast in claim.forecasts:
            if forecast.fact == fact.id and forecast.fate in FATES[finding.state] and _prints(desk, claim, fact):
                unknown = claim.state is None and forecast.fate in {"open", "overdue"}
                yield desk.tell(
                    claim.key,
                    **{**_common(desk, [fact]), "aspect": [fact.event or "", "start" if unknown else ""]},
                    state="unknown" if unknown else "",
                    forecast=fact.id,
                    fate=forecast.fate,
                    outlook=fact.status or "",
                    met_by=finding.facts[1:] if forecast.fate in {"met", "late"} else (),
                    by=finding.facts[1:] if forecast.fate == "withdrawn" else (),
                    late_by=f"{forecast.late_days} days" if forecast.fate == "late" else "",
                    target=desk.printed("due"),
                    products=desk.printed("what", kind="product"),
                    authorised=fact.authorised,
                    count_at_least=fact.count or "",
                )


def _prints(desk: _Desk, claim: Claim, fact: Fact) -> bool:
    """Does a forecast on several goods print the ones of the claim, by name or by a product of a brand?"""
    if claim.topic != "availability" or len(fact.categories) < 2:
        return True
    printed = desk.printed("what", kind="category")
    named = desk.printed("what", kind="product")
    brands = {c for brand, c in desk.ledger.dossier.brands.items() if any(n.startswith(brand) for n in named)}
    return claim.subject.partition("@")[0] in printed | brands


def _mode(desk: _Desk) -> Iterable[Told]:
    form = "subsidiary" if desk.finding.state == "own-company" else desk.finding.state
    when = desk.printed("by", "when", "since")
    yield desk.tell(desk.finding.claims[0], True, stale=_yes(desk.finding.stale), form=form, by=when)


def _accounts(desk: _Desk) -> Iterable[Told]:
    """One statement for each reason, as the accounts print it."""
    short, long = desk.finding.slots["accounts"].parts, desk.finding.slots["long"].parts
    for part, full in zip(short, long, strict=True):
        yield from _reason(desk, part, full)


def _reason(desk: _Desk, part: Part, full: Part) -> Iterable[Told]:
    """A reason as a whole, and its asserted and speculated voices apart."""
    facts = [f for f in desk.ledger.facts(part.facts) if f.kind == "cause"]
    denials = [f for f in desk.ledger.facts(part.facts) if f.kind != "cause"]
    hedged = "speculat" in part.text and "speculat" in full.text
    words: dict[str, object] = {
        "state": desk.claim.state or "blocked",
        "reason": [m.value for m in part.mentions if m.kind == "reason"],
        "by": [m.value for m in part.mentions if m.kind == "party"],
        "denied_by": speakers(denials),
        "disputed": _yes(desk.finding.state == "competing" or bool(denials)),
    }
    yield desk.tell(desk.finding.claims[0], **words, count="origins", value=str(len(origins(facts))))
    for certainty in ("asserted", "speculated"):
        mine = [f for f in facts if f.certainty == certainty]
        if mine:
            yield desk.tell(
                desk.finding.claims[0],
                **words,
                speaker=speakers(mine),
                source=[f.source for f in mine if not f.says],
                certainty="speculated" if certainty == "speculated" and hedged else "asserted",
            )
    yield from (_remark(desk, f, disputed="no") for f in denials if f.kind == "view")


def _remark(desk: _Desk, fact: Fact, **words: object) -> Told:
    common = {**_common(desk, [fact]), "certainty": fact.certainty}
    return desk.tell(f"{desk.finding.market}.remark.{fact.id}", **common, **words)


def _conflict(desk: _Desk) -> Iterable[Told]:
    """A dispute concerns the claims of both sides; so do facts that cannot both hold, without a link."""
    finding = desk.finding
    here = set(finding.facts)
    for claim in desk.ledger.of(finding.market):
        pairs = [d for d in claim.disputes if {d.by, d.of} <= here]
        for dispute in pairs:
            yield from _disputed(desk, dispute, claim.key)
    for key in finding.claims:
        yield desk.tell(key, aspect=_words(desk, "aspect"), disputed="yes", conflict=finding.facts)


def _disputed(desk: _Desk, dispute: Dispute, key: str) -> Iterable[Told]:
    older, newer = desk.ledger.facts((dispute.of, dispute.by))
    whole = ["state", "end" if older.status == "ended" or older.event == "production-end" else ""]
    # What is in dispute is not told: a disputed role is nobody's.
    words: dict[str, object] = {**_common(desk, [older]), "role": (), "aspect": dispute.about or whole}
    words |= {"disputed": "yes", "conflict": [dispute.by, dispute.of]}
    denied = speakers([newer]) if dispute.kind == "denies" else ()
    yield desk.tell(key, **words, forecast=older.id, denied_by=denied)
    mine = [c.key for c in desk.ledger.of(desk.finding.market) if newer.id in c.facts]
    for other in mine:
        speaker = {"speaker": speakers([newer]), "certainty": newer.certainty, "event": newer.event or ""}
        yield desk.tell(other, **{**words, **speaker})


def _words(desk: _Desk, slot: str) -> str:
    return " ".join(p.text for p in desk.finding.slots[slot].parts) if slot in desk.finding.slots else ""


def _sole(desk: _Desk) -> Iterable[Told]:
    finding = desk.finding
    fact = desk.ledger.known[finding.facts[0]]
    fates = [f.fate for f in desk.claim.forecasts if f.fact == fact.id]
    yield desk.tell(
        finding.claims[0],
        **_common(desk, desk.facts),
        state={"overtaken": "ended", "announced": "unknown"}.get(finding.state, finding.state),
        forecast=fact.id,
        fate=fates if finding.state == "announced" else (),
        since=desk.printed("since"),
        until=desk.printed("when") if finding.state == "ended" else desk.printed("planned"),
    )
    if finding.state == "active":
        # Who is the only one does the work.
        for party in fact.parties:
            words = {**_common(desk, desk.facts), "since": desk.printed("since")}
            yield desk.tell(f"{finding.market}.party.{party}", **words, state="active")


def _charge(desk: _Desk) -> Iterable[Told]:
    finding = desk.finding
    fact = desk.facts[-1]
    rates = desk.printed("rate", kind="number") or {"unknown"}
    yield desk.tell(
        finding.claims[0],
        **_common(desk, desk.facts),
        state="ended" if finding.state == "ended" else "active",
        rate=rates,
        bound=fact.bound or "exact",
        change=fact.change or "",
        since=desk.printed("since"),
        until=desk.printed("when") if finding.state == "ended" else (),
    )
    if "unknown" in rates:
        yield desk.tell(finding.claims[0], state="unknown", aspect="rate")


def _measure(desk: _Desk) -> Iterable[Told]:
    finding = desk.finding
    ended = finding.state == "ended"
    facts = desk.facts
    yield desk.tell(
        finding.claims[0],
        **_common(desk, facts),
        state="ended" if ended else "active",
        effect=[f.effect for f in facts] if ended else finding.state,
        since=desk.printed("since"),
        until=desk.printed("when") if ended else desk.printed("planned"),
        products=desk.printed("goods", kind="product"),
    )


def _said(desk: _Desk) -> Iterable[Told]:
    """A rival, a figure or a remark; a fact on several rivals tells of each of them."""
    fact = desk.facts[0]
    claims = [c.key for c in desk.ledger.of(desk.finding.market, "rival") if fact.id in c.facts]
    for key in claims or desk.finding.claims:
        yield desk.tell(
            key,
            **_common(desk, [fact]),
            value=[str(fact.value) if fact.value is not None else ""],
            bound=fact.bound or "exact",
            currency=fact.currency or "",
            observed=desk.printed("when"),
            episode=desk.printed("when"),
            products=[p for p in fact.products if p in fact.claim],
        )


def _first(desk: _Desk) -> Iterable[Told]:
    when = desk.printed("when")
    yield desk.tell(desk.finding.claims[0], True, event="first-sale", at=when, since=when, state="active", episode=when)


def _story(desk: _Desk) -> Iterable[Told]:
    """The turns of a claim and the events of it; those of the past do not tell how things stand."""
    finding, facts = desk.finding, desk.facts
    at = desk.printed("told") or desk.printed("at", "since")
    state = STATES.get(finding.state, "")
    down = state in {"ended", "reduced"}
    events = [f.event for f in facts if f.event] + (["return"] if finding.state == "again" else [])
    if finding.state == "start" and desk.claim.topic == "availability":
        events.append("first-sale")
    words: dict[str, object] = {
        **_common(desk, facts),
        "event": events,
        "aspect": [f.event or f.form or "" for f in facts],
        "state": state,
        "authorised": LEAVE.get(finding.state, "yes"),
        "episode": at,
        "at": at,
        "by": at,
        "since": () if down and state != "reduced" else at,
        "until": at if down else (),
        "products": desk.printed("products", "items", kind="product"),
        "operator": desk.printed("sellers", kind="party"),
        "form": "subsidiary" if "subsidiary" in events else "",
    }
    yield desk.tell(finding.claims[0], True, **words)
    if desk.claim.topic == "availability":
        for party in desk.printed("sellers", kind="party"):
            roles = [f.role for f in facts if party in f.parties and f.role]
            yield desk.tell(f"{finding.market}.party.{party}", True, **{**words, "role": roles, "event": ()})
    if desk.claim.subject == "flash-sale" and finding.state == "start":
        # Flash sales "were held": that is over.
        yield desk.tell(finding.claims[0], **{**words, "state": "ended", "until": at})


def _gap(desk: _Desk) -> Iterable[Told]:
    yield desk.tell("", gap=desk.finding.id.split(".", 2)[2])


def _silence(desk: _Desk) -> Iterable[Told]:
    days = [desk.ledger.dossier.sources[i].known for i in desk.finding.counted]
    yield desk.tell("", absence="source", after=str(days[0]), before=str(days[1]))


def _age(desk: _Desk) -> Iterable[Told]:
    """The head of a brief tells how old the newest source is, and of when the one before it, where a year older."""
    days = [desk.ledger.dossier.sources[i].known for i in desk.finding.counted[-2:]]
    yield desk.tell("", age="newest", absence="source", after=str(days[-1]))
    if len(days) == 2 and days[0] and days[1] and (days[1] - days[0]).days > 365:
        yield desk.tell("", absence="source", after=str(days[0]), before=str(days[1]))


def _origins(desk: _Desk) -> Iterable[Told]:
    yield desk.tell("", count="origins")


_FORMS: Mapping[str, Callable[[_Desk], Iterable[Told]]] = {
    "standing": _standing,
    "parties": _standing,
    "forecast": _forecast,
    "mode": _mode,
    "accounts": _accounts,
    "conflict": _conflict,
    "found": _conflict,
    "sole": _sole,
    "charge": _charge,
    "measure": _measure,
    "said": _said,
    "first": _first,
    "story": _story,
    "gap": _gap,
    "silence": _silence,
    "age": _age,
    "origins": _origins,
}
