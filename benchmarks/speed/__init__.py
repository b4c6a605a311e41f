"""How long the program takes, as ratios to its peers within one run."""
