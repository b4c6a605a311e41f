"""How well `xbrief suggest` finds what a person found: precision and recall over articles with gold facts."""
