"""The pages that belong to no room: today, home, help."""
