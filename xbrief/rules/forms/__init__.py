"""Forms: the ways of thinking that rules are made with. Siblings do not import each other."""
