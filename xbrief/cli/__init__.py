"""The command line: one file a command. `run` frames it, `options` holds what commands share, `main` enters it."""
