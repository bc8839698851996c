"""Who and where: bodies, people, places, and where each name begins."""
