"""The keys of an installation nobody has configured: made once, kept beside its data."""

import base64
import json
import os
from secrets import token_bytes, token_urlsafe

from hub.embedded.locks import exclusive
from hub.embedded.state import place, prepared


def secrets() -> dict[str, str]:
    """DJANGO_SECRET_KEY, HUB_MATCH_KEY and HUB_SEAL_KEYS (one Fernet key) of this checkout.

    Generated at the first call into a file that only its owner can read. They belong to the
    data in the same folder: without them sealed fields cannot be read again.
    """
    path = prepared(place()).root / "secrets.json"
    if not path.exists():
        with exclusive(path.with_suffix(".lock")):
            if not path.exists():
                unfinished = path.with_suffix(".new")
                unfinished.unlink(missing_ok=True)
                handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(handle, "w") as file:
                    json.dump(_generated(), file)
                unfinished.rename(path)
    stored: dict[str, str] = json.loads(path.read_text())
    return stored


def _generated() -> dict[str, str]:
    return {
        "DJANGO_SECRET_KEY": token_urlsafe(50),
        "HUB_MATCH_KEY": token_urlsafe(32),
        "HUB_SEAL_KEYS": base64.urlsafe_b64encode(token_bytes(32)).decode(),
    }
