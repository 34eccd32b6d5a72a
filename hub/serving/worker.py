"""The worker process: `python -m hub.serving.worker`. Settings say how it runs (`hub.jobs.running`)."""

from __future__ import annotations

import os

from django.core.management import execute_from_command_line

from hub.serving.lifeline import end_with_parent


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    end_with_parent()
    execute_from_command_line(["manage.py", "procrastinate", "worker"])


if __name__ == "__main__":
    main()
