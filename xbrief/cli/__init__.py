"""The command line: one file a command. `run` frames a command, `options` holds what commands share, `main` enters them."""
