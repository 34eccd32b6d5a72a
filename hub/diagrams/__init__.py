"""State diagrams for docs/states, drawn from the flows themselves, so that they cannot tell another story."""
