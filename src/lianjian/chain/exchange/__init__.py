"""Who needs what and who offers what, in the six work areas, from one line on."""
