"""An article out of a file, a page of the web, a mail: its words without the page around them, and who says so when."""
