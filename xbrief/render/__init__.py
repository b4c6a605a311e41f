"""Brief -> text. A renderer sees the brief alone."""
