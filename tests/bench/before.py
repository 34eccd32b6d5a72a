"""The same way in another checkout of the hub, walked by a process and in a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.bench import way

DATABASE = "before"
_RUN = "; ".join(
    (
        "import django, runpy, sys",
        "sys.path.insert(0, '')",
        "django.setup()",
        "runpy.run_path(sys.argv[1], run_name='__main__')",
    )
)


@contextmanager
def walking(checkout: str) -> Iterator[Callable[[], list[way.Done]]]:
    """What walks once, in the checkout, whenever it is called."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}").geturl()
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "hub.settings"}
    python = Path(checkout) / ".venv" / "bin" / "python"
    command = [str(python), "-c", _RUN, str(Path(way.__file__).resolve())]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=checkout, env=environment, **pipes) as other:

        def walk() -> list[way.Done]:
            other.stdin.write("\n")
            other.stdin.flush()
            return [way.Done(**each) for each in json.loads(other.stdout.readline())]

        walk()  # it has to warm as well
        yield walk
        other.stdin.close()
