"""xbrief: market-entry briefs derived by named rules from curated, dated facts."""

__version__ = "0.1.0"
