"""Adjectives of the clue room. What can be seen is said by `visible_to`."""
