"""How much memory a template may take: one that doubles a text again and again would else take all of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A report of 1,000 facts, or the site of a large dossier, takes a twentieth of it.
ROOM_BYTES = 1 << 30
_STATM = Path("/proc/self/statm")


@contextmanager
def bounded(more: int = ROOM_BYTES) -> Iterator[None]:
    """Whatever asks for that many bytes more than the process has now gets a MemoryError.

    By the limit of a process's address space (POSIX `RLIMIT_AS`), which is put back; only Linux tells how much of it is
    taken, so that elsewhere nothing is bounded.
    """
    if not _STATM.is_file():
        yield
        return
    import resource

    taken = int(_STATM.read_text().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    room = min(taken + more, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY), sys.maxsize)
    resource.setrlimit(resource.RLIMIT_AS, (room, hard))
    try:
        yield
    except MemoryError as fault:
        # The same fault, as its traceback tells which template was at work.
        fault.args = (f"it takes more than {more >> 20:,} MB of memory",)
        raise
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
