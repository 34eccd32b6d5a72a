"""The web server process: `python -m hub.serving.web HOST PORT PROCESSES`."""

from __future__ import annotations

import sys

import uvicorn

from hub.serving.lifeline import end_with_parent

LONGEST_MESSAGE = 64 * 1024  # the live socket's messages are a few numbers


def main(host: str, port: str, processes: str) -> None:
    end_with_parent()
    uvicorn.run(
        "hub.asgi:application",
        host=host,
        port=int(port),
        workers=int(processes),
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE,
        lifespan="off",
        proxy_headers=False,  # who is in front says so in the settings, not in a header
        server_header=False,
        timeout_graceful_shutdown=5,
        log_config=None,  # the hub's own, which cuts queries off
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
