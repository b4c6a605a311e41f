"""Words of a source: what the texts themselves say, where they are at hand."""
