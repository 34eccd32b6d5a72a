"""Who may do what in the clue room, by what it is done with."""
