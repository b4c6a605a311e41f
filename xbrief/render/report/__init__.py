"""Reports: documents of users with briefs in them, in each format."""
