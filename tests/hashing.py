"""The hub's own way of keeping passwords, with one round in the place of a million."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class OneRound(PBKDF2PasswordHasher):
    """How many rounds were made stands in what is kept, so that every process of the hub can check it."""

    iterations = 1
