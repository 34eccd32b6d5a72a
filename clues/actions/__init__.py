"""The only place that writes letters and clues, one module per stretch of the clue's way."""
