"""The shape of what is typed about letters and clues; nothing here saves."""
