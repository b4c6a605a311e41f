"""From an article's sentences to candidate facts, by rules. What is particular to a language is data: see `en/`."""
