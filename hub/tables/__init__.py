"""Files with a table, from strangers: read by a confined child process, written so that no cell is a formula.

The child's side (`child`, `workbooks`, `delimited`, `headings`, `cells`, `limits`) is plain Python without
Django: it starts quickly, and holds neither keys nor a database connection while it reads a stranger's file.
"""
