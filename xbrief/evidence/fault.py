"""What the words of a fact do not bear."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from xbrief.model import Fact


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` as in `xbrief explain`, `field` of the fact, and what is wrong in a few words."""

    code: str
    field: str
    message: str

    def mark(self, fact: Fact) -> str:
        """`E509-3fa2`: this alarm of this fact, for acknowledging it; another claim or value has another mark."""
        told = f"{self.code}\n{self.field}\n{self.message}\n{fact.claim}\n{fact.anchor}"
        return f"{self.code}-{hashlib.sha256(told.encode()).hexdigest()[:4]}"
