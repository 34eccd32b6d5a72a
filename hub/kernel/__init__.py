"""The ground floor: plain Python that every other app may import and that imports no other app."""
