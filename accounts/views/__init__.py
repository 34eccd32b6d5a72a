"""Pages about people and units: one's own, and those of the three administrators."""
