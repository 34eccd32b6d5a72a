"""PostgreSQL and Redis for a machine that has neither, from the binaries inside two Python wheels.

Standard library only, Linux and macOS. Everything lives in one state folder per checkout, both
servers listen on unix sockets in a folder closed to others, and nothing listens on TCP.
"""

from hub.embedded.keys import secrets
from hub.embedded.lifecycle import Addresses, addresses, ensure, serving, stop
from hub.embedded.state import EmbeddedError, state_dir

__all__ = [
    "Addresses",
    "EmbeddedError",
    "addresses",
    "ensure",
    "secrets",
    "serving",
    "state_dir",
    "stop",
]
