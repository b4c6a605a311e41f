"""The frame of every command: errors become exit codes, a folder becomes a session, text goes out.

A command takes its options, opens a `session`, asks the floors below, and `emit`s text. It raises and never exits:
`Guard` maps what it raises to the exit code.
"""

from xbrief.cli.run.guard import Guard, complain, warn
from xbrief.cli.run.output import emit
from xbrief.cli.run.session import Session, session
from xbrief.cli.run.show import show

__all__ = ["Guard", "Session", "complain", "emit", "session", "show", "warn"]
