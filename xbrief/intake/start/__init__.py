"""Where a dossier begins: its first files, and facts written by hand."""
