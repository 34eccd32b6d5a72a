"""Units, people and posts from files: row by row through the actions; bad rows are kept apart."""
