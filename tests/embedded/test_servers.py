"""The embedded servers, each test in a state folder of its own."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hub.embedded.state import CHECKOUT

VARIABLES = {"DATABASE_URL", "REDIS_URL", "HUB_STATE_NAME"}


@pytest.fixture
def home() -> Iterator[Path]:
    # Not pytest's tmp_path: root's servers run as another account and must get through.
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    folder.chmod(0o711)
    yield folder
    embedded(folder, "reset")
    shutil.rmtree(folder)


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return kept | {"XDG_STATE_HOME": str(home), "HUB_PG_FAST": "1"} | more


@pytest.fixture(autouse=True)
def _heeds_interrupts() -> Iterator[None]:
    """What is started in the background ignores SIGINT, and so does all that it starts: not here."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def spawn(home: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "hub.embedded", *words],
        cwd=CHECKOUT,
        env=environment(home, **more),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def embedded(home: Path, *words: str, **more: str) -> tuple[int, str]:
    with spawn(home, *words, **more) as process:
        output, _ = process.communicate(timeout=60)
    return process.returncode, output


def root_of(home: Path) -> Path:
    (root,) = (home / "four-supervisions-hub").iterdir()
    return root


def query(home: Path, sql: str) -> str:
    code, output = embedded(home, "psql", "--", "-X", "-A", "-t", "-c", sql)
    assert code == 0, output
    return output.strip()


def running(home: Path) -> list[str]:
    _, output = embedded(home, "status")
    return [line.split()[0] for line in output.splitlines()[1:] if line.split()[1] == "running"]


def postmaster(home: Path) -> int:
    return int((root_of(home) / "postgres/data/postmaster.pid").read_text().split()[0])


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_start_serves_and_stop_stops(home: Path) -> None:
    assert embedded(home, "start") == (0, "")
    assert running(home) == ["postgres", "redis"]
    assert query(home, "SELECT current_user, current_database()") == "hub|hub"
    assert query(home, "SELECT rolsuper FROM pg_roles WHERE rolname = 'hub'") == "f"
    assert query(home, "SELECT setting FROM pg_settings WHERE name = 'listen_addresses'") == ""
    assert embedded(home, "start") == (0, "")
    assert embedded(home, "stop") == (0, "")
    assert running(home) == []


def test_everything_is_closed_to_others(home: Path) -> None:
    embedded(home, "run", "--", "true")
    root = root_of(home)
    assert stat.S_IMODE((root / "secrets.json").stat().st_mode) == 0o600
    for folder in ("postgres", "redis", "run"):
        assert stat.S_IMODE((root / folder).stat().st_mode) == 0o700


def test_starting_twice_at_once_gives_one_server(home: Path) -> None:
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda _: embedded(home, "start"), range(4)))
    assert answers == [(0, "")] * 4
    assert running(home) == ["postgres", "redis"]


def test_data_survive_a_killed_server(home: Path) -> None:
    embedded(home, "start", HUB_PG_FAST="0")
    query(home, "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(postmaster(home), signal.SIGKILL)
    redis = int((root_of(home) / "redis/redis.pid").read_text())
    os.kill(redis, signal.SIGKILL)
    assert embedded(home, "start") == (0, "")
    assert query(home, "SELECT answer FROM kept") == "42"
    assert running(home) == ["postgres", "redis"]


def test_a_pid_file_naming_another_process_is_stale(home: Path) -> None:
    embedded(home, "start")
    embedded(home, "stop")
    root = root_of(home)
    pid_file = root / "postgres/data/postmaster.pid"
    with subprocess.Popen(["sleep", "60"], user=pid_file.parent.stat().st_uid) as innocent:
        lines = f"{innocent.pid}\n{pid_file.parent}\n0\n5432\n{root / 'run'}\n\n"
        pid_file.write_text(lines)
        (root / "run/.s.PGSQL.5432.lock").write_text(lines)
        (root / "redis/redis.pid").write_text(str(innocent.pid))
        assert embedded(home, "start") == (0, "")
        assert running(home) == ["postgres", "redis"]
        assert innocent.poll() is None
        innocent.kill()


def test_a_server_whose_socket_vanished_is_started_again(home: Path) -> None:
    embedded(home, "start")
    for path in (root_of(home) / "run").iterdir():
        path.unlink()
    assert running(home) == []
    embedded(home, "redis-start")
    assert running(home) == ["redis"]


def test_run_hands_over_addresses_and_keys_and_stops_afterwards(home: Path) -> None:
    script = (
        'test -n "$DATABASE_URL$HUB_MATCH_KEY$HUB_SEAL_KEYS" && echo "$DJANGO_SECRET_KEY $REDIS_URL"; exit 7'
    )
    code, output = embedded(home, "run", "--", "sh", "-c", script, DJANGO_SECRET_KEY="given")
    assert code == 7
    assert output.startswith("given unix:///")
    assert running(home) == []


def test_run_starts_nothing_when_the_addresses_are_given(home: Path) -> None:
    given = {"DATABASE_URL": "postgres://elsewhere/db", "REDIS_URL": "redis://elsewhere"}
    code, output = embedded(home, "run", "--", "sh", "-c", 'echo "$DATABASE_URL"', **given)
    assert (code, output.strip()) == (0, "postgres://elsewhere/db")
    assert not (root_of(home) / "postgres/data").exists()


def test_run_leaves_alone_what_was_running_before(home: Path) -> None:
    embedded(home, "start")
    assert embedded(home, "run", "--", "true") == (0, "")
    assert running(home) == ["postgres", "redis"]


def test_the_last_of_two_runs_stops_the_servers(home: Path) -> None:
    slow = spawn(home, "run", "--", "sleep", "60")
    wait_for(lambda: running(home) == ["postgres", "redis"])
    assert embedded(home, "run", "--", "true") == (0, "")
    assert running(home) == ["postgres", "redis"]
    assert embedded(home, "reset")[0] == 1
    slow.terminate()
    slow.communicate(timeout=30)
    assert slow.returncode == 128 + signal.SIGTERM
    assert running(home) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_the_command_and_the_servers_stop(home: Path, number: int) -> None:
    command = """if True:
        import pathlib, signal, sys
        try:
            pathlib.Path(sys.argv[1]).touch()
            signal.pause()
        except KeyboardInterrupt:
            print("interrupted")
    """
    process = spawn(home, "run", "--", sys.executable, "-c", command, str(home / "waiting"))
    wait_for((home / "waiting").exists)
    process.send_signal(number)
    output, _ = process.communicate(timeout=30)
    if number == signal.SIGINT:
        assert (process.returncode, output) == (0, "interrupted\n")
    else:
        assert process.returncode == 128 + signal.SIGTERM
    assert running(home) == []


def test_a_signal_while_starting_leaves_nothing_behind(home: Path) -> None:
    process = spawn(home, "run", "--", "sleep", "60")
    wait_for(lambda: (home / "four-supervisions-hub").exists() and (root_of(home) / "postgres").exists())
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGINT
    assert running(home) == []


def test_a_long_path_moves_the_sockets_to_a_short_private_folder(home: Path) -> None:
    deep = home / ("long" * 12) / ("longer" * 10)
    deep.mkdir(parents=True)
    for folder in (deep, deep.parent):
        folder.chmod(0o711)
    assert embedded(deep, "run", "--", "true") == (0, "")
    _, output = embedded(deep, "status")
    sockets = Path(output.split("unix://")[1].strip()).parent
    assert sockets.parent == Path("/tmp")
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    embedded(deep, "reset")
    assert not sockets.exists()


def test_two_checkouts_or_two_names_never_meet(home: Path) -> None:
    clone = home / CHECKOUT.name
    shutil.copytree(CHECKOUT / "hub/embedded", clone / "hub/embedded")
    asked = [(CHECKOUT, ""), (clone, ""), (CHECKOUT, "test"), (clone, "test"), (clone, CHECKOUT.name)]
    folders = {
        subprocess.check_output(
            [sys.executable, "-c", "from hub.embedded import state_dir; print(state_dir())"],
            cwd=checkout,
            env=environment(home, HUB_STATE_NAME=name),
        )
        for checkout, name in asked
    }
    assert len(folders) == len(asked)
