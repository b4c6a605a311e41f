"""The frame of every command: `session` opens a dossier, `output` lets text out, `guard` makes errors exit codes.

A command takes its options, opens a session, asks the floors below, and emits text. It raises and never exits.
Nothing is imported here, so that `xbrief --version` pays for nothing that it does not use.
"""
