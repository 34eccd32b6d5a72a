"""A child ends with the command that started it, even when that was killed and could say nothing."""

from __future__ import annotations

import os
import signal
import threading

STDIN = 0


def end_with_parent() -> None:
    """Stop this process in good order once the pipe on its standard input closes."""
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    # Not sys.stdin: a thread inside its lock stops the interpreter from ending.
    while os.read(STDIN, 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
