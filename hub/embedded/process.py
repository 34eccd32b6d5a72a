"""Running the servers' programs, as the right account and in a clean environment."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, STDOUT, CompletedProcess, Popen, TimeoutExpired, run

from hub.embedded.state import EmbeddedError, Place

# PG* variables, locale and TMPDIR of the caller would change what the programs do.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def call(here: Place, *command: str | Path, stdin: str = "", timeout: float = 90) -> CompletedProcess[str]:
    """Run a program to its end; its output is in the answer. Never raises for an exit code."""
    words = [str(part) for part in command]
    account = here.account
    with Popen(  # noqa: S603 (programs of the wheels, no shell)
        words,
        text=True,
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
        env=ENVIRONMENT,
        cwd=here.sockets,
        umask=0o077,
        start_new_session=True,  # Ctrl-C in the terminal is for the launcher to decide about
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    ) as program:
        try:
            output, _ = program.communicate(stdin, timeout)
        except TimeoutExpired as late:
            program.kill()
            raise EmbeddedError(f"{words[0]} did not end within {timeout:.0f} s") from late
        # Interrupted otherwise, leaving the block waits for the program to end: a server
        # that was half started when the launcher gave up would never be stopped.
    return CompletedProcess(words, program.returncode, output)


def must(answer: CompletedProcess[str], log: Path) -> None:
    """Raise EmbeddedError with the program's words and the end of its log, unless it succeeded."""
    if answer.returncode:
        raise EmbeddedError(f"{answer.args[0]} failed:\n{answer.stdout.strip()}\n{tail(log)}")


def tail(log: Path) -> str:
    """The last lines of a server's log, for an error message."""
    if not log.exists():
        return ""
    return "\n".join([f"end of {log}:", *log.read_text(errors="replace").splitlines()[-15:]])


def fresh(log: Path) -> Path:
    """`log`, emptied; the log of the run before stays beside it."""
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    return log


def recorded_pid(path: Path) -> int | None:
    """The process id in the first line of a pid file."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def is_running(pid: int | None, mark: Path) -> bool:
    """Whether `pid` is a process whose command line names `mark`.

    A bare process id proves nothing: after a crash or a reboot it belongs to somebody else.
    """
    if pid is None or pid <= 0:
        return False
    proc = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists():
        try:
            return str(mark) in proc.read_bytes().decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return False
    words = ["ps", "-p", str(pid), "-o", "command="]
    listing = run(words, capture_output=True, text=True, check=False)  # noqa: S603
    return str(mark) in listing.stdout


def exists(pid: int | None) -> bool:
    """Whether there is any process with this id."""
    if pid is None or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Ask every 20 ms until the condition holds; False when the time is over."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
