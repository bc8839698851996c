"""Who has promised what, by when."""
