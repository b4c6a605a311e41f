"""Facts -> claims: all that the facts say about one thing, as of a day."""
