"""Secrets at rest: sealed text that can be read back, and match keys that can only be compared.

Two settings hold the keys, both read from the environment:

- ``HUB_SEAL_KEYS``: Fernet keys. The first seals, all unseal, so keys can be rotated.
- ``HUB_MATCH_KEY``: at least 32 characters. It never changes: a new key would make all match keys differ.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHORTEST_MATCH_KEY = 32


def match_key(scheme: str, value: str) -> str:
    """64 hex digits that are equal exactly when scheme and normalised value are equal.

    ``scheme`` says what the value is ("cn.ric", "cn.uscc", "phone"), so that equal digits of two kinds of
    number do not match. Two bodies can learn that they look at the same subject without showing it.
    """
    text = f"{scheme}\0{normalised(value)}"
    return hmac.new(_match_secret(), text.encode(), hashlib.sha256).hexdigest()


def normalised(value: str) -> str:
    """One spelling for one value: full-width folded to ASCII, no white space, upper case (…x is …X)."""
    return "".join(unicodedata.normalize("NFKC", value).split()).upper()


def seal(text: str) -> bytes:
    """Encrypt and sign ``text``; the same text never gives the same bytes twice."""
    return _fernet(tuple(settings.HUB_SEAL_KEYS)).encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """The text once given to ``seal``. Raises ``cryptography.fernet.InvalidToken`` if it was altered."""
    return _fernet(tuple(settings.HUB_SEAL_KEYS)).decrypt(bytes(sealed)).decode()


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in keys])


def _match_secret() -> bytes:
    secret: str = settings.HUB_MATCH_KEY
    if len(secret) < SHORTEST_MATCH_KEY:
        # Identity numbers can be counted through: with a guessable key a match key gives the number away.
        raise ImproperlyConfigured(f"HUB_MATCH_KEY needs at least {SHORTEST_MATCH_KEY} characters.")
    return secret.encode()
