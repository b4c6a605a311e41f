"""A dossier as it was at a revision of its git repository: read by git alone, into a folder that goes away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xbrief.errors import XbriefError
from xbrief.problems import nearest

# A hook of git sets them for its own repository, and git would then look there and not in the dossier's.
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
_REGULAR = frozenset({"100644", "100755"})
_COMMIT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stands in `folder` is the dossier at `commit`; `name` is the revision as it was asked for.

    `path` is the dossier's folder as the repository knows it, `.` at its top.
    """

    name: str
    commit: str
    path: str
    folder: Path

    @property
    def place(self) -> str:
        """How a message names the folder: `main:sources`."""
        return f"{self.name}:{self.path}"

    @property
    def label(self) -> str:
        """`main (0123456789ab)`; the commit alone where that was asked for."""
        short = self.commit[:_COMMIT_DIGITS]
        return short if self.commit.startswith(self.name) else f"{self.name} ({short})"


@contextmanager
def earlier(root: Path, revision: str) -> Iterator[Earlier]:
    """The dossier's files and rules as of a revision, in a temporary folder.

    XbriefError where there is no git, the dossier is in no repository, the revision is unknown, or held no dossier.
    Nothing is checked out, and no filter, hook or attribute of the repository has a say.
    """
    git = _Git(root)
    prefix = git.prefix()
    commit = git.commit(revision)
    path = prefix.rstrip("/") or "."
    files = {name: id for name, id in git.files(commit, prefix) if name.endswith(".yaml")}
    if "dossier.yaml" not in files:
        raise XbriefError(f"{revision}: no dossier.yaml stands in {path} at that revision", "name a later revision")
    files |= {f"rules/{n}": id for n, id in git.files(commit, f"{prefix}rules/") if n.endswith(".yaml")}
    with tempfile.TemporaryDirectory(prefix="xbrief-") as held:
        folder = Path(held) / "dossier"
        (folder / "rules").mkdir(parents=True)
        for name, content in zip(files, git.contents(files.values()), strict=True):
            (folder / name).write_bytes(content)
        yield Earlier(revision, commit, path, folder)


def commits(root: Path, names: Sequence[str], most: int) -> tuple[str, ...]:
    """The latest commits, at most so many, that changed one of these files of the dossier, the newest first.

    None where there is no git, no repository, or nothing committed.
    """
    git = _found(root)
    return git.commits(names, most) if git else ()


def top(folder: Path) -> Path | None:
    """The top of the repository in which a folder lies; None where there is no git, or no repository."""
    git = _found(folder)
    return git.top() if git else None


def _found(folder: Path) -> _Git | None:
    try:
        return _Git(folder)
    except XbriefError:
        return None


class _Git:
    """Questions to git about the repository in which a folder lies."""

    def __init__(self, root: Path) -> None:
        program = shutil.which("git")
        if program is None:
            raise XbriefError(
                "--against needs git, which is not on the PATH", "install it, or compare days with --from"
            )
        self._command = (program, "-C", str(root.resolve()))
        self._root = root
        # The words of git are read by nobody here but for its own complaint; and it must not go looking in the network.
        kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
        self._environment = kept | {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}

    def _ask(self, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*self._command, *args], env=self._environment, input=stdin, capture_output=True, check=False
        )

    def prefix(self) -> str:
        """The folder's path below the top of its repository, with a slash behind it; empty at the top."""
        done = self._ask("rev-parse", "--show-prefix")
        if done.returncode:
            complaint = done.stderr.decode("utf-8", "replace").strip().splitlines()
            told = complaint[0].removeprefix("fatal: ") if complaint else ""
            # Of a repository of another owner git says more, and how to allow it.
            reason = "" if "not a git repository" in told else f": {told}"
            raise XbriefError(
                f"{self._root} lies in no git repository that can be read{reason}",
                "--against compares with a revision of the dossier's own repository; compare days with --from DAY",
            )
        return os.fsdecode(done.stdout).removesuffix("\n")

    def commit(self, revision: str) -> str:
        """The full id of the commit that a revision names."""
        done = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if done.returncode:
            known = self._ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
            near = nearest(revision, known.stdout.decode("utf-8", "replace").split())
            hint = f"did you mean {near[0]}?" if near else "name a branch, a tag or a commit that was fetched"
            raise XbriefError(f"the repository of {self._root} has no revision {revision!r}", hint)
        return done.stdout.decode().strip()

    def commits(self, names: Sequence[str], most: int) -> tuple[str, ...]:
        done = self._ask("--literal-pathspecs", "rev-list", f"--max-count={most}", "HEAD", "--", *names)
        return () if done.returncode else tuple(done.stdout.decode().split())

    def top(self) -> Path | None:
        done = self._ask("rev-parse", "--show-toplevel")
        return None if done.returncode else Path(os.fsdecode(done.stdout).removesuffix("\n"))

    def files(self, commit: str, prefix: str) -> Iterator[tuple[str, str]]:
        """Name and id of each regular file of a folder at a commit; none where the folder was not there."""
        done = self._ask("ls-tree", "-z", "--full-tree", f"{commit}:{prefix.rstrip('/')}")
        for entry in done.stdout.split(b"\0") if not done.returncode else ():
            meta, _, name = entry.partition(b"\t")
            mode, _, id = (part.decode() for part in meta.split()) if meta else ("", "", "")
            # A tree that somebody forged may hold a name that leads out of the folder.
            if mode in _REGULAR and b"/" not in name:
                yield os.fsdecode(name), id

    def contents(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The bytes of files by their ids, in that order."""
        wanted = [*ids]
        done = self._ask("cat-file", "--batch", stdin="".join(f"{id}\n" for id in wanted).encode())
        rest = done.stdout
        for id in wanted:
            head, _, rest = rest.partition(b"\n")
            if not head.startswith(id.encode()) or b" blob " not in head:
                raise XbriefError(f"git does not hold the file {id}", "fetch the whole repository")
            size = int(head.split()[2])
            yield rest[:size]
            rest = rest[size + 1 :]
