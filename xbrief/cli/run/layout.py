"""Page templates: those of the dossier's folder `templates/` first, then those that ship with xbrief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xbrief import bundled
from xbrief.brief.types import Brief
from xbrief.errors import XbriefError
from xbrief.problems import Problem
from xbrief.render.notes import FOOTNOTES, Citing

if TYPE_CHECKING:
    from jinja2 import BaseLoader, TemplateSyntaxError

MEND = "compare it with the template of the same name that ships with xbrief"


def markdown(briefs: Sequence[Brief], folder: Path, level: int, citing: Citing = FOOTNOTES) -> list[str]:
    """Each brief as Markdown; XbriefError where a template of the folder cannot be used."""
    from jinja2 import TemplateSyntaxError

    from xbrief.render import markdown

    loader = _loader(folder)
    try:
        return [markdown.render(brief, loader, level, citing) for brief in briefs]
    except TemplateSyntaxError as fault:
        raise XbriefError(_place(fault), MEND) from None
    except XbriefError:
        raise
    except Exception as fault:
        if not folder.is_dir():
            raise
        # Whatever a template of the dossier's own does wrong is no defect of the program.
        raise XbriefError(f"a page template fails: {type(fault).__name__}: {fault}", MEND) from None


def faults(folder: Path) -> Iterator[Problem]:
    """Every page template of a dossier that cannot be read, as a problem of code D702."""
    if not folder.is_dir():
        return
    from jinja2 import TemplateError, TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    from xbrief.dossier.files import content

    for path in sorted(folder.glob("*.j2")):
        file = f"{folder.name}/{path.name}"
        try:
            SandboxedEnvironment().parse(content(path).decode("utf-8"))
        except TemplateSyntaxError as fault:
            yield Problem(file, fault.lineno, 1, "D702", fault.message or "", MEND)
        except (TemplateError, UnicodeDecodeError, XbriefError) as fault:
            yield Problem(file, 0, 0, "D702", str(fault), MEND)


def _place(fault: TemplateSyntaxError) -> str:
    return f"{fault.filename or fault.name}:{fault.lineno}: {fault.message}"


def _loader(folder: Path) -> BaseLoader:
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader

    from xbrief.render.markdown import BEHIND

    def inside(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = folder / name
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            # A link that leads out of the folder is no template.
            return None
        return path.read_text("utf-8"), str(path), lambda: True

    shipped = FileSystemLoader(bundled.templates())
    return ChoiceLoader([FunctionLoader(inside), shipped, PrefixLoader({BEHIND: shipped})])
