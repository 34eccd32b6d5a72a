"""What a file with a table may cost."""

from __future__ import annotations

import contextlib
import resource

MEBIBYTE = 1024 * 1024

FILE_BYTES = 20 * MEBIBYTE
ROWS = 50_000
COLUMNS = 200
CELL_CHARACTERS = 100_000
# What the directory of a zip archive may announce before anything of it is unpacked.
ARCHIVE_ENTRIES = 2_000
ARCHIVE_BYTES = 256 * MEBIBYTE
CHILD_MEMORY = 1024 * MEBIBYTE
CHILD_SECONDS = 60  # of processor time


def confine() -> None:
    """Let this process use no more memory and processor time than reading a file may cost."""
    for kind, most in ((resource.RLIMIT_AS, CHILD_MEMORY), (resource.RLIMIT_CPU, CHILD_SECONDS)):
        # macOS refuses RLIMIT_AS; the limit on processor time still holds there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the file's text
