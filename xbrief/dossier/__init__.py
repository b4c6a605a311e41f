"""Files become facts: reading, places, dates and the checks at load."""
