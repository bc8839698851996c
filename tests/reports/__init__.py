"""Reports with gold facts, written before the rules that read them."""
