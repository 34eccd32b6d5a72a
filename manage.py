#!/usr/bin/env python
"""The command line of the hub. Without DATABASE_URL it talks to this checkout's embedded servers."""

import os
import sys

from django.core.management import execute_from_command_line

from hub.embedded import addresses, secrets


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = addresses().database_url
    if "REDIS_URL" not in os.environ:
        os.environ["REDIS_URL"] = addresses().redis_url
    for name, value in secrets().items():
        os.environ.setdefault(name, value)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
