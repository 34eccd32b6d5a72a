"""Pages of letters and clues: each asks one `visible_to` or calls one action."""
