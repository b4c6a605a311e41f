"""Does the source say so? Texts, anchors, what was found in them, and whether a fact says more than its words."""
