"""`python -m xbrief`."""

from xbrief.cli.main import main

main()
