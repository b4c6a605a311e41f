"""A folder becomes a dossier: all files read, all problems of all files in one go."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xbrief.dossier import assessments, citekeys, entrant, facts, refs, yaml
from xbrief.dossier.files import held
from xbrief.dossier.names import Desk
from xbrief.dossier.page import Page, Spot
from xbrief.errors import XbriefError
from xbrief.model import Assessment, Dossier, Source
from xbrief.problems import Problem

MAIN = "dossier.yaml"

# What looks like the id of a fact in a file that is no YAML: enough to spare its name a second, wrong complaint.
_LOOKS_LIKE_ID = re.compile(r"\bid: *['\"]?([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading a folder.

    `problems` are sorted by place; their files, like the places of facts, are relative to the folder. `files` are
    those read, `written` the number of facts that they hold, sound or not. `usable` is false where dossier.yaml cannot
    be read at all: then the dossier is empty.
    """

    dossier: Dossier
    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    usable: bool = True
    written: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")


def load(root: Path, instead: Mapping[str, bytes] | None = None) -> Loaded:
    """The dossier in a folder that holds dossier.yaml and, beside it, one `<id>.yaml` for each source.

    assessments.yaml, where there is one, is read last.

    Sub-folders, hidden files and files of other names are not read. XbriefError where the folder or its dossier.yaml
    is missing or cannot be opened; every other fault is a problem in the result, and what it concerns is left out.
    `instead` holds the bytes of files as they would be: what would come of it, before it is written.
    """
    given = instead or {}
    files, strays = _files(root)
    judging = assessments.FILE in files
    files = [file for file in files if file != assessments.FILE]
    with _no_cycle_collection():
        main = yaml.decode(given[MAIN] if MAIN in given else held(root, MAIN), MAIN)
        found = entrant.read(main, yaml.parse(main))
        pages = [main]
        heads: list[citekeys.Head] = []
        drafts: list[facts.Draft] = []
        unread: set[str] = set()
        written = 0
        for file in files:
            page = yaml.decode(given[file], file) if file in given else _page(root, file)
            pages.append(page)
            node = yaml.parse(page)
            if node is None:
                ids = set(_LOOKS_LIKE_ID.findall(page.text))
                unread |= ids
                # One of them is the source's own.
                written += max(len(ids) - 1, 0)
            written += _facts(node)
            source, drawn = facts.read(Desk(page, found.names if found else None), node)
            drafts += drawn
            if source:
                heads.append((page, node, source))
        sources = {source.id: source for source in citekeys.settled(heads)}
        settled = refs.settle(drafts, unread)
        judged: tuple[Assessment, ...] = ()
        if judging:
            page = _page(root, assessments.FILE)
            pages.append(page)
            desk = Desk(page, found.names if found else None)
            gone = {*settled.retracted, *unread}
            judged = assessments.read(desk, yaml.parse(page), settled.facts, settled.renamed, gone)
        pages += [_stray(file) for file in strays]
    problems = tuple(sorted({problem for page in pages for problem in page.problems}))
    if found is None:
        return Loaded(
            _dossier(root, entrant.Entrant(), {}, refs.Settled({}, {}, {})), problems, (MAIN, *files), False, written
        )
    read = (MAIN, *files, *([assessments.FILE] if judging else ()))
    return Loaded(_dossier(root, found, sources, settled, judged), problems, read, True, written)


def paths(root: Path) -> list[Path]:
    """The files that `load` reads, dossier.yaml first; XbriefError where the folder is no dossier."""
    return [root / file for file in (MAIN, *_files(root)[0])]


def _facts(node: yaml.Node | None) -> int:
    """How many facts a source file lists."""
    listed = node.get("facts") if isinstance(node, yaml.Mapping) else None
    return len(listed.items) if isinstance(listed, yaml.Sequence) else 0


def _dossier(
    root: Path,
    found: entrant.Entrant,
    sources: dict[str, Source],
    settled: refs.Settled,
    judged: tuple[Assessment, ...] = (),
) -> Dossier:
    return Dossier(
        root=str(root),
        company=found.company,
        main=found.main,
        categories=found.categories,
        brands=found.brands,
        parties=found.parties,
        people=found.people,
        origins=found.origins,
        stale=found.stale,
        sources=dict(sorted(sources.items())),
        facts=settled.facts,
        retracted=settled.retracted,
        renamed=settled.renamed,
        watch=found.watch,
        assessments=judged,
    )


def _files(root: Path) -> tuple[list[str], list[str]]:
    """The names of the source files, and of files that look like some; sorted: no order of the file system shows."""
    try:
        paths = [path for path in root.iterdir() if not path.is_dir()]
        names = {path.name for path in paths if path.suffix == ".yaml"}
    except FileNotFoundError:
        raise XbriefError(f"there is no folder {root}", "name a folder that holds dossier.yaml") from None
    except NotADirectoryError:
        raise XbriefError(f"{root} is a file", "name the folder that holds dossier.yaml") from None
    except OSError as fault:
        raise XbriefError(f"the folder {root} cannot be read: {fault.strerror}", "check who may read it") from None
    if MAIN not in names:
        inner = root / "sources"
        hint = f"did you mean {inner}?" if (inner / MAIN).is_file() else "a dossier has dossier.yaml beside its sources"
        raise XbriefError(f"there is no {MAIN} in {root}", hint)
    other = sorted(path.name for path in paths if path.suffix == ".yml" and not path.name.startswith("."))
    return sorted(name for name in names - {MAIN} if not name.startswith(".")), other


def _page(root: Path, file: str) -> Page:
    try:
        return yaml.decode(held(root, file), file)
    except XbriefError as fault:
        page = Page(file)
        page.error("D109", Spot(0, 0), fault.message.removeprefix(f"{root / file} "), fault.hint)
        return page


def _stray(file: str) -> Page:
    page = Page(file)
    page.warning("D110", Spot(0, 0), "the file is not read", f"call it {file.removesuffix('.yml')}.yaml")
    return page


@contextmanager
def _no_cycle_collection() -> Iterator[None]:
    # The collector runs through all nodes again and again while they are built; none of them is garbage.
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
