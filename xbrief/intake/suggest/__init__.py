"""Facts that an article may hold, proposed by rules; a person decides on each."""
