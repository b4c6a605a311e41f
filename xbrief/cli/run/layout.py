"""Page templates: those of the dossier's folder `templates/` first, then those that ship with xbrief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from xbrief import bundled
from xbrief.cli.run import room
from xbrief.cli.run.mishap import MEND, BrokenTemplate, mishap
from xbrief.errors import XbriefError
from xbrief.problems import Problem

if TYPE_CHECKING:
    from jinja2 import BaseLoader

Made = TypeVar("Made")


def laid_out(render: Callable[[BaseLoader], str], folder: Path) -> str:
    """What `render` makes of the templates; XbriefError where one of the folder cannot be used."""
    with _told(folder):
        return render(_loader(folder))


def each(render: Callable[[BaseLoader], Iterator[Made]], folder: Path) -> Iterator[Made]:
    """What `render` makes of the templates one by one; XbriefError where one of the folder cannot be used."""
    with _told(folder):
        yield from render(_loader(folder))


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Faults of templates of the dossier's own become errors that name file and line."""
    if not folder.is_dir():
        yield
        return
    try:
        with room.bounded():
            yield
    except XbriefError:
        raise
    except Exception as fault:  # noqa: BLE001  # whatever such a template does wrong is no defect of the program
        raise BrokenTemplate(mishap(fault, folder)) from None


def faults(folder: Path) -> Iterator[Problem]:
    """Every page template of a dossier that cannot be read, as a problem of code D702.

    Where all can be read, the first that fails while it lays out invented briefs of each kind.
    """
    own = sorted(folder.rglob("*.j2")) if folder.is_dir() else []
    broken = [problem for path in own for problem in _unreadable(path, folder)]
    yield from broken
    if own and not broken:
        yield from _failing(folder)


def _unreadable(path: Path, folder: Path) -> Iterator[Problem]:
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    from xbrief.dossier.files import content

    try:
        SandboxedEnvironment().parse(content(path).decode("utf-8"), filename=str(path))
    except TemplateError as fault:
        yield mishap(fault, folder).problem(folder)
    except (UnicodeDecodeError, RecursionError, XbriefError) as fault:
        yield Problem(f"{folder.name}/{path.relative_to(folder).as_posix()}", 0, 0, "D702", str(fault), MEND)


def _failing(folder: Path) -> Iterator[Problem]:
    from xbrief.cli.run import trial

    try:
        for render in trial.renders():
            laid_out(render, folder)
    except BrokenTemplate as fault:
        yield fault.mishap.problem(folder)
    except XbriefError as fault:
        yield Problem(folder.name, 0, 0, "D702", fault.message, fault.hint)


def _loader(folder: Path) -> BaseLoader:
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader

    from xbrief.dossier.files import content
    from xbrief.render.sandbox import BEHIND

    def inside(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = folder / name
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            # A link that leads out of the folder is no template.
            return None
        try:
            return content(path).decode("utf-8"), str(path), lambda: True
        except UnicodeDecodeError as fault:
            raise XbriefError(f"{path}: the template is no UTF-8 at byte {fault.start}", MEND) from None

    shipped = FileSystemLoader(bundled.templates())
    return ChoiceLoader([FunctionLoader(inside), shipped, PrefixLoader({BEHIND: shipped})])
