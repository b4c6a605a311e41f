"""A command as a whole process: its processor time and its largest memory, as the system accounts them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of processor time (user and system, with all children) and of the clock, a run each; memory in MiB."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]
    memory: float

    @property
    def seconds(self) -> float:
        """The median of the processor time."""
        return median(self.cpu)

    @property
    def spread(self) -> str:
        return f"{min(self.cpu):.3f}–{max(self.cpu):.3f}"


def run(command: Sequence[str | Path], env: Mapping[str, str], cwd: Path) -> tuple[float, float, float, int]:
    """Processor time, time by the clock, MiB and exit code of one run; what it prints is read by nobody."""
    begin = time.perf_counter()
    done = subprocess.Popen(
        [*map(str, command)],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    while done.stdout and done.stdout.read(1 << 16):
        pass
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024, done.returncode


def in_turn(
    commands: Mapping[str, Sequence[str | Path]],
    env: Mapping[str, str],
    cwd: Path,
    runs: int,
    before: Callable[[str], object] = lambda _: None,
) -> dict[str, Timed]:
    """Each command so many times, in turn, after one run that does not count.

    `before` is called with the name ahead of every run. ValueError where one ends with a code other than 0 or 1.
    """
    found: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            before(name)
            measured = run(command, env, cwd)
            if measured[3] not in (0, 1):
                raise ValueError(f"{name}: exit code {measured[3]} of {' '.join(map(str, command))}")
            if number:
                found[name].append(measured)
    return {
        name: Timed(tuple(m[0] for m in all), tuple(m[1] for m in all), max(m[2] for m in all))
        for name, all in found.items()
    }
