"""Finished output, kept in the user's cache folder and printed again while all that it depends on is as it was.

That is: the program's own files, the folders of its libraries, the interpreter, the arguments, the working folder, the
day, the variables of the environment that are read, and every file and folder that the run has looked into. A file is
known by inode, size, time of modification and time of change, which no program can set; one that had changed within the
last tick of its file system's clock when it was read is not trusted, as a further change could bear the same times.
Whatever is missing, broken, foreign or in doubt is no fault: the output is made anew.

Nothing here imports more than it must, not even pathlib: its whole use is to be done before anything else is loaded.
"""

from __future__ import annotations

import io
import os
import sys
import time
from binascii import crc32
from stat import S_ISDIR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

#: Commands whose whole effect is their output, and whose every input is a file or stands in the key.
REPLAYED = frozenset({"country", "compare", "timeline"})
#: `off` keeps nothing; else the folder that holds what is kept.
VARIABLE = "XBRIEF_CACHE"
MAGIC = b"xbrief output 1\n"
# How many outputs are kept, and bytes of one.
MOST, LONGEST = 100, 4_000_000

_PREFIXES = ("XBRIEF_", "_XBRIEF_", "COMP_", "_TYPER_", "PYTHON", "LC_")
_NAMES = ("COLORTERM", "COLUMNS", "FORCE_COLOR", "HOME", "LANG", "LINES", "NO_COLOR", "TERM", "TZ", "XDG_CACHE_HOME")
# Clocks of file systems that count whole seconds may count two at a time; the others tick each 10 ms at least.
_COARSE_NS, _FINE_NS = 3_000_000_000, 50_000_000
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CODE = (".py", ".pyc", ".so")
_ENDS = (".out", ".new")
# What a run does besides reading and printing, by the interpreter's audit events (PEP 578).
_EFFECTS = ("subprocess", "socket", "shutil", "tempfile", "urllib")
_EFFECTS_OF_OS = frozenset(
    f"os.{name}"
    for name in (
        *("chmod", "exec", "fork", "forkpty", "link", "mkdir", "posix_spawn", "putenv", "remove", "rename", "rmdir"),
        *("symlink", "system", "truncate", "unsetenv", "utime"),
    )
)
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_LIBRARIES = (os.path.dirname(os.__file__), *(p for p in sys.path if p.endswith(("site-packages", "dist-packages"))))


def key(args: list[str], today: str) -> bytes:
    """All that the output depends on but the files of the dossier; `today` is the day of the clock."""
    variables = sorted(f"{n}={v}" for n, v in os.environ.items() if n.startswith(_PREFIXES) or n in _NAMES)
    near = [str(_state(name)) for name in ("dossier.yaml", "sources/dossier.yaml")]
    own = crc32("\n".join(_own(_PACKAGE)).encode("utf-8", "surrogateescape"))
    libraries = [f"{folder} {_state(folder)}" for folder in _LIBRARIES]
    streams = [str(_kind(stream)) for stream in (0, 1, 2)]
    parts = (sys.version, sys.executable, str(own), *libraries, os.getcwd(), today, *streams, *near, *variables, *args)
    return "\0".join(parts).encode("utf-8", "surrogateescape")


def _own(folder: str) -> Iterator[str]:
    """The program's files, each with its state: in a checkout they change without a new version."""
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _own(entry.path)
        else:
            found = entry.stat()
            yield f"{entry.path} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _kind(stream: int) -> int:
    """What a standard stream is: the type bits of its mode, 0 where it is closed."""
    try:
        return os.fstat(stream).st_mode & 0o170000
    except OSError:
        return 0


def _state(path: str) -> tuple[int, ...]:
    """Inode, size and times of a file or folder; empty where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ()
    size = 0 if S_ISDIR(found.st_mode) else found.st_size
    return (found.st_dev, found.st_ino, size, found.st_mtime_ns, found.st_ctime_ns)


def folder() -> str:
    """Where outputs are kept; empty where nothing is to be kept."""
    wish = os.environ.get(VARIABLE, "")
    if wish == "off":
        return ""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        home = os.path.expanduser("~")
        base = os.path.join(home, ".cache") if os.path.isabs(home) else ""
    return wish or (base and os.path.join(base, "xbrief"))


def _path(held: bytes) -> str:
    base = folder()
    return os.path.join(base, f"{crc32(held):08x}{crc32(held[::-1]):08x}.out") if base else ""


def found(held: bytes) -> tuple[bytes, bytes, int] | None:
    """What was written to stdout and stderr, and the exit code; None where nothing is kept that still holds."""
    path = _path(held)
    if not path:
        return None
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_uid != os.geteuid():
                return None
            content = file.read(2 * LONGEST)
        head, _, rest = content.removeprefix(MAGIC).partition(b"\n")
        total, *lengths, code = (int(number) for number in head.split())
        if not content.startswith(MAGIC) or crc32(rest) != total or len(rest) != sum(lengths):
            return None
        named, watched, out, errors = _cut(rest, lengths)
        if named != held or not all(_unchanged(line) for line in watched.split(b"\0\n") if line):
            return None
    except (OSError, ValueError, AttributeError):
        return None
    return out, errors, code


def _cut(content: bytes, lengths: Iterable[int]) -> Iterator[bytes]:
    at = 0
    for length in lengths:
        yield content[at : at + length]
        at += length


def _unchanged(line: bytes) -> bool:
    path, _, state = line.partition(b"\0")
    return _state(os.fsdecode(path)) == tuple(int(number) for number in state.split())


class Recorder:
    """Notes what a run reads and prints; `keep` writes it down where the run has done nothing else."""

    def __init__(self, held: bytes) -> None:
        self._key = held
        self._seen: dict[str, tuple[int, ...]] = {}
        self._fit = True
        self._on = True
        self._out, self._errors = _Tee(sys.stdout.buffer), _Tee(sys.stderr.buffer)
        sys.stdout = _text(sys.stdout, self._out)
        sys.stderr = _text(sys.stderr, self._errors)
        sys.addaudithook(self._audit)

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event in {"open", "os.listdir", "os.scandir"}:
            self._look(event, args)
        elif event in _EFFECTS_OF_OS or event.partition(".")[0] in _EFFECTS:
            # The interpreter keeps what it compiles in this way; no output depends on it.
            self._fit = self._fit and event == "os.rename" and "__pycache__" in str(args[0])

    def _look(self, event: str, args: tuple[Any, ...]) -> None:
        given = "." if args[0] is None else args[0]
        if isinstance(given, int):
            return
        # As it is named: what `..` means behind a link only the system knows.
        path = os.path.join(os.getcwd(), os.fsdecode(given))
        if _in_key(os.path.realpath(path)):
            return
        flags = args[2] if event == "open" else 0
        if isinstance(flags, int) and flags & _WRITES:
            self._fit = False
        elif path not in self._seen and not path.startswith("/proc/"):
            # A file's folder too: one that is put there shows in it.
            for each in (path, os.path.dirname(path)) if event == "open" else (path,):
                self._seen.setdefault(each, _quiet(each))

    def keep(self, code: int) -> None:
        """Writes down what the run has printed; nothing, where it is of no use to a later one."""
        self._on = False
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                return
        for root in [os.path.dirname(p) for p in self._seen if os.path.basename(p) == "dossier.yaml"]:
            # Templates and rules are looked for by name: one that is put there later shows in its folder.
            for name in ("templates", "rules"):
                for at, _folders, _files in os.walk(os.path.join(root, name)):
                    self._seen.setdefault(at, _quiet(at))
        states = self._seen.items()
        if not self._fit or code not in (0, 1) or any(state != _state(path) for path, state in states):
            return
        out, errors = self._out.held(), self._errors.held()
        watched = b"\0\n".join(os.fsencode(p) + b"\0" + b" ".join(b"%d" % n for n in s) for p, s in states)
        if len(out) + len(errors) + len(watched) < LONGEST:
            _write(self._key, watched, out, errors, code)


def _in_key(path: str) -> bool:
    """Is it a file of the program, or code of a library, for which the key stands?"""
    if path.startswith(_PACKAGE + os.sep):
        return True
    return path.endswith(_CODE) and path.startswith(tuple(library + os.sep for library in _LIBRARIES))


def _quiet(path: str) -> tuple[int, ...]:
    """The state of what has been quiet for a tick of the clock; else one that no file has, nor the lack of one."""
    state = _state(path)
    if state:
        tick = _FINE_NS if state[-1] % 1_000_000_000 else _COARSE_NS
        if not 0 <= state[-1] < time.time_ns() - tick:
            return (-1,)
    return state


def _write(held: bytes, *parts: bytes | int) -> None:
    *blobs, code = parts
    content = [held, *(blob for blob in blobs if isinstance(blob, bytes))]
    rest = b"".join(content)
    head = b" ".join(b"%d" % number for number in (crc32(rest), *map(len, content), code) if isinstance(number, int))
    path = _path(held)
    new = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        _make_room(os.path.dirname(path))
        with open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(MAGIC + head + b"\n" + rest)
        os.replace(new, path)
    except OSError:
        try:
            os.unlink(new)
        except OSError:
            return


def _make_room(base: str) -> None:
    """Room for one more: the outputs that have lain longest go, and with them what a stopped run has left."""
    held = sorted((entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(base) if entry.name.endswith(_ENDS))
    for _, path in held[: max(0, len(held) - MOST + 1)]:
        os.unlink(path)


class _Tee(io.RawIOBase):
    """A binary stream that writes on and notes what it has written, up to what is kept."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._held: list[bytes] = []
        self._size = 0

    def write(self, content: Any) -> int:
        done: int = self._inner.write(content)
        # The buffer before this stream flushes into it, and not through it.
        self._inner.flush()
        self._size += done
        if self._size <= LONGEST:
            self._held.append(bytes(content))
        return done

    def held(self) -> bytes:
        return b"".join(self._held) if self._size <= LONGEST else b" " * LONGEST

    def flush(self) -> None:
        self._inner.flush()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        number: int = self._inner.fileno()
        return number

    def isatty(self) -> bool:
        return False


def _text(stream: Any, tee: _Tee) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BufferedWriter(tee, 1), stream.encoding, stream.errors, line_buffering=stream.line_buffering
    )
