"""Candidates looked at one by one: what is known of them, in which order they come, how they are shown."""
