"""Files of letters: read by a confined child process, understood row by row, the bad rows kept apart.

The child's side (`child`, `workbooks`, `delimited`, `headings`, `cells`, `limits`) is plain Python without
Django: it starts quickly, and holds neither keys nor a database connection while it reads a stranger's file.
"""
