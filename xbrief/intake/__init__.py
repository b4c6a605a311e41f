"""What comes in from outside: candidates for files of a dossier. Nothing is written here."""
