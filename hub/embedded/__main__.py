"""`python -m hub.embedded`: the embedded servers from the command line."""

# ruff: noqa: S606, T201 (a command line prints, and hands over to the program it was asked for)

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from hub.embedded import binaries, foreground, lifecycle
from hub.embedded.locks import hold_until_exit
from hub.embedded.state import EmbeddedError, place, state_dir


def main(arguments: list[str]) -> int:
    """Do one command and return the exit code; `status` answers 3 unless both servers run."""
    options, command = _parsed(arguments)
    try:
        return int(COMMANDS[options.verb](options, command) or 0)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1


def _parsed(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options, and the words after `--`, which belong to another program."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(prog="python -m hub.embedded", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("start", help="start both servers; they stay until `stop`")
    verbs.add_parser("stop", help="stop both servers")
    verbs.add_parser("status", help="show addresses and which server answers")
    verbs.add_parser("reset", help="stop both servers and delete all data and keys")
    verbs.add_parser("psql", help="open psql; its arguments go after --")
    verbs.add_parser("redis-start", help="start Redis only")
    verbs.add_parser("redis-stop", help="stop Redis only")
    verbs.add_parser("env", help="run the command after -- with addresses and keys set")
    lock = verbs.add_parser("lock", help="run the command after -- alone, holding a lock file")
    lock.add_argument("file", type=Path)
    run = verbs.add_parser("run", help="run the command after -- with the servers it needs")
    run.add_argument("--keep", action="store_true", help="leave the servers running afterwards")
    run.add_argument("--alone", action="store_true", help="wait until nobody else uses them")
    options = parser.parse_args(arguments[:at])
    command = arguments[at + 1 :]
    if options.verb in {"run", "env", "lock"} and not command:
        parser.error("give the command to run after --")
    return options, command


def _start(*_: object) -> None:
    lifecycle.keep()


def _stop(*_: object) -> None:
    lifecycle.stop()


def _redis_start(*_: object) -> None:
    lifecycle.keep({"redis"})


def _redis_stop(*_: object) -> None:
    lifecycle.stop({"redis"})


def _reset(*_: object) -> None:
    lifecycle.reset()


def _status(*_: object) -> int:
    answers = lifecycle.status()
    where = lifecycle.addresses()
    print(f"state folder  {state_dir()}")
    for name, address in zip(("postgres", "redis"), where, strict=True):
        print(f"{name:<12}  {'running' if answers[name] else 'stopped':<8} {address}")
    return 0 if all(answers.values()) else 3


def _psql(_: argparse.Namespace, command: list[str]) -> None:
    psql = str(binaries.postgres_programs(place()) / "psql")
    words = [psql, lifecycle.addresses().database_url, *command]
    os.execve(psql, words, foreground.for_our_postgres(os.environ))


def _env(_: argparse.Namespace, command: list[str]) -> None:
    os.execvpe(command[0], command, foreground.environment())


def _lock(options: argparse.Namespace, command: list[str]) -> None:
    hold_until_exit(options.file)
    os.execvp(command[0], command)


def _run(options: argparse.Namespace, command: list[str]) -> int:
    return foreground.run(command, keep_running=options.keep, alone=options.alone)


COMMANDS: dict[str, Callable[[argparse.Namespace, list[str]], int | None]] = {
    "start": _start,
    "stop": _stop,
    "status": _status,
    "reset": _reset,
    "psql": _psql,
    "redis-start": _redis_start,
    "redis-stop": _redis_stop,
    "env": _env,
    "lock": _lock,
    "run": _run,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
