"""What stops the work. Faults in data are never raised: they are `xbrief.problems.Problem` values."""


class XbriefError(Exception):
    """The work cannot go on: bad usage or unreadable input (exit code 2).

    `hint` is the way out, one sentence, or empty.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NothingHeld(XbriefError):
    """The question is sound and the answer is no: no fact is held (exit code 1)."""

    exit_code = 1


class UnknownName(XbriefError):
    """A market, rule, fact or code that is not known; `nearest` holds the closest known names."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(message, hint)
        self.nearest = nearest


class BrokenPromise(XbriefError):
    """A finding failed the checks before printing: a defect of a rule or of the engine, named by the finding's id."""

    def __init__(self, finding: str, message: str) -> None:
        super().__init__(
            f"{finding}: {message}", "this is a defect of xbrief or of a rule of the dossier; nothing was printed"
        )
        self.finding = finding
