"""File locks between processes: one writer at a time, and who is still using the servers."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file alone; waits for whoever has it."""
    handle = _locked(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)


def hold_until_exit(path: Path) -> None:
    """Hold the lock file alone until this process ends, whatever program it becomes by then."""
    os.set_inheritable(_locked(path, fcntl.LOCK_EX), True)


class Use:
    """A share in the servers, held for as long as somebody works with them."""

    def __init__(self, path: Path, *, alone: bool) -> None:
        """Wait while another user works alone, or, with `alone`, while there is any other user."""
        if in_use(path, alone=not alone):
            sys.stderr.write("waiting for another command that uses the servers\n")
        self._handle = _locked(path, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Whether nobody else has a share; ask when leaving, for the own share may be lost."""
        return _attempt(self._handle, fcntl.LOCK_EX)

    def close(self) -> None:
        os.close(self._handle)


def in_use(path: Path, *, alone: bool = False) -> bool:
    """Whether anybody has a share in the servers now, or, with `alone`, has them alone."""
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDWR)
    try:
        return not _attempt(handle, fcntl.LOCK_SH if alone else fcntl.LOCK_EX)
    finally:
        os.close(handle)


def _locked(path: Path, kind: int) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, kind)
        if _still_there(handle, path):
            return handle
        os.close(handle)  # a reset deleted the file while we waited: lock its successor


def _attempt(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
