"""`pytest tests/snapshots --update-snapshots` writes the pages anew; look at the diff before you commit it."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the pages of tests/snapshots anew")


@pytest.fixture
def updating(pytestconfig: pytest.Config) -> bool:
    # A run of the whole suite reads this file after its command line, and so does not know the option.
    return bool(pytestconfig.getoption("--update-snapshots", default=False))
