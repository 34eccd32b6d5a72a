"""Jobs: queued in the transaction that wants them, run by workers that may die at any moment.

A job's arguments are numbers of rows, never text. A job may run twice, so each job's action must be one that
does nothing the second time.
"""
