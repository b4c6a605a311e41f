"""`python -m xbrief`."""

from xbrief.cli.start import main

main()
