"""`python -m benchmarks.suggest GOLD_DIR TEXTS_DIR [--same KIND=KIND …] [--show]`: precision and recall of suggestions.

A candidate matches a gold fact of the same market and kind whose words overlap its own and whose number, organisation
or category agrees. Each counts once. Gold marked `optional` counts for precision only: finding it is no fault, missing
it neither. Exit code 2 where a file is broken or missing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.suggest import gold
from benchmarks.suggest.score import Held, Tally, held, tallies
from xbrief.dossier.schema import KINDS
from xbrief.errors import XbriefError
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.find import candidates
from xbrief.intake.suggest.head import Head, bare


def main(args: Sequence[str] | None = None) -> int:
    """Runs the benchmark and returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.suggest", description=(__doc__ or "").partition("\n\n")[2]
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("texts", type=Path, metavar="TEXTS_DIR")
    parser.add_argument(
        "--same", nargs="+", action="extend", default=[], metavar="KIND=KIND", help="kinds that count as one"
    )
    parser.add_argument("--min-score", type=float, default=0.0, help="leave out candidates below (default 0)")
    parser.add_argument(
        "--show", action="store_true", help="print what is spurious and what was missed, with its words"
    )
    wish = parser.parse_args(args)
    try:
        same = _same(wish.same)
        results = [_held(one, wish.min_score, same) for one in gold.articles(wish.gold, wish.texts)]
    except XbriefError as fault:
        sys.stderr.write(f"error: {fault.message}\n{f'  {fault.hint}' if fault.hint else ''}\n")
        return 2
    if wish.show:
        sys.stdout.write("".join(_shown(result) for result in results))
    sys.stdout.write(_report(results, same))
    return 0


def _held(article: gold.Article, least: float, same: Mapping[str, str]) -> Held:
    head = Head(article.name, article.title, "", article.published, article.language)
    found = candidates(article.text, head, bare(article.company, article.home))
    return held(article, [one for one in found if one.score >= least], same)


def _same(pairs: Sequence[str]) -> dict[str, str]:
    """Kinds that count as one, each with the name under which: the last of its pair."""
    found: dict[str, str] = {}
    for pair in pairs:
        one, _, other = pair.partition("=")
        if one not in KINDS or other not in KINDS:
            raise XbriefError(f"--same {pair}: no pair of kinds", "such as block=cause")
        found[one] = other
    # `a=b b=c` makes all three one.
    for kind, first in found.items():
        end, steps = first, 0
        while end in found and steps < len(found):
            end, steps = found[end], steps + 1
        found[kind] = end
    return {kind: end for kind, end in found.items() if kind != end}


def _report(results: Sequence[Held], same: Mapping[str, str]) -> str:
    counts = tallies(results, same)
    total = Tally()
    for tally in counts.values():
        total.add(tally)
    names = {kind: "+".join([kind, *(k for k, end in same.items() if end == kind)]) for kind in counts}
    order = [kind for kind in KINDS if kind in counts]
    width = max(map(len, [*names.values(), "all"]), default=3)
    lines = [f"{'':{width}}  precision  recall     f1  matched  spurious  missed  optional  certainty  status"]
    lines += [_line(names[kind], counts[kind], width) for kind in order]
    lines.append(_line("all", total, width))
    silent = [r for r in results if not r.article.gold]
    noise = sum(len(r.spurious) for r in silent)
    lines.append(f"{len(results)} articles; {noise} candidates on the {len(silent)} that hold no fact")
    return "\n".join(lines) + "\n"


def _line(name: str, tally: Tally, width: int) -> str:
    shares = f"{_share(tally.precision):>9}  {_share(tally.recall):>6}  {_share(tally.f1):>5}"
    counts = f"{tally.matched:>7}  {tally.spurious:>8}  {tally.missed:>6}  {tally.optional:>8}"
    return f"{name:{width}}  {shares}  {counts}  {_right(tally.certainty):>9}  {_right(tally.status):>6}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _right(judged: Sequence[bool]) -> str:
    return _share(sum(judged) / len(judged) if judged else None)


def _shown(result: Held) -> str:
    raw = result.article.text.raw
    lines = [f"== {result.article.name}\n"]
    lines += [f"  + {_told(one)}: {_flat(raw[slice(*one.span)])}\n" for one, _ in result.pairs]
    lines += [f"  spurious {_told(one)}: {_flat(raw[slice(*one.span)])}\n" for one in result.spurious]
    for missed in result.missed:
        fields = " ".join(f"{k}={v}" for k, v in missed.fields.items())
        words = _flat(raw[missed.span.start : missed.span.end])
        lines.append(f"  missed {missed.kind} {','.join(sorted(missed.market)) or '-'} {fields}: {words}\n")
    return "".join(lines)


def _told(one: Candidate) -> str:
    own = {k: v for k, v in one.fact.items() if k not in {"market", "kind", "claim", "anchor"}}
    return f"{one.fact['market']} {one.pattern} {one.score:.2f} {' '.join(f'{k}={v}' for k, v in own.items())}"


def _flat(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    sys.exit(main())
