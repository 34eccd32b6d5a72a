"""A step declared once: its page, its endpoint, its place in the lists, its guard and its version check."""
