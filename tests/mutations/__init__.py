"""Sixty faults made by hand, and whether the suite catches them: `make mutations`."""
