"""English for all that is below: lists, agreement, dates, numbers, speakers, hedges."""
