"""Files of letters: understood row by row, the bad rows kept apart. `hub.tables` reads the files."""
