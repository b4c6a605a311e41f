"""Actions, one file a kind: what the words around a match tell beside its slots."""
