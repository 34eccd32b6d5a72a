"""Pictures of the main pages for docs/pictures, from the demo's own data, in both languages.

`make demo ARGS=--once`, then `python -m hub.embedded run -- python -m tests.browser.pictures`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from urllib.request import urlopen

import django
from playwright.sync_api import Browser, StorageState, sync_playwright

PORT = 18940
BASE = f"http://127.0.0.1:{PORT}"
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LANGUAGES, SIZES = ("zh-hans", "en"), (("", 1366), ("-phone", 390))
CHROMIUM = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in this thread
    django.setup()
    from clues.clue.models.clues import Clue  # noqa: PLC0415
    from clues.letters.models.letters import Letter  # noqa: PLC0415
    from hub.approvals.models import Approval  # noqa: PLC0415
    from hub.demo.city import demo_password, someone  # noqa: PLC0415

    clue = Clue.objects.filter(state="concluded").order_by("pk")[0]
    waiting = Clue.objects.filter(state="pushed").order_by("pk")[0]
    letter = Letter.objects.order_by("pk")[0]
    running = Approval.objects.filter(outcome="running").order_by("pk")[0]
    head = someone("office_head", "case-management").username
    manager = someone("case_manager", "case-management").username
    registrar = someone("registrar", "petition").username
    pages = [
        ("sign-in", "", "/accounts/login/"),
        ("inbox", manager, "/"),
        ("letters", registrar, "/letters/"),
        ("registration", registrar, "/letters/register/"),
        ("letter", registrar, f"/letters/{letter.number}/"),
        ("clues", manager, "/clues/"),
        ("clue", manager, f"/clues/{clue.number}/"),
        ("clue-pushed", manager, f"/clues/{waiting.number}/"),
        ("approval", head, f"/approvals/{running.pk}/"),
        ("notices", manager, "/notices/"),
    ]
    FOLDER.mkdir(exist_ok=True)
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(PORT), "--no-worker"], stdout=subprocess.DEVNULL
    )
    try:
        _await_server()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            signed_in = {
                who: _signed_in(browser, who, demo_password()) for who in {who for _, who, _ in pages}
            }
            for language, (size, width), (name, who, path) in product(LANGUAGES, SIZES, pages):
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, locale=language, storage_state=signed_in[who]
                )
                context.add_cookies([{"name": "django_language", "value": language, "url": BASE}])
                page = context.new_page()
                page.goto(BASE + path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{name}-{language}{size}.png", full_page=True)
                context.close()
            browser.close()
    finally:
        server.terminate()
        server.wait(20)


def _await_server() -> None:
    for _ in range(200):
        try:
            urlopen(f"{BASE}/accounts/login/")
        except OSError:
            time.sleep(0.2)
        else:
            return


def _signed_in(browser: Browser, who: str, password: str) -> StorageState:
    """The cookies of somebody who signed in, once for all pictures: signing in is limited per minute."""
    context = browser.new_context()
    if who:
        page = context.new_page()
        page.goto(f"{BASE}/accounts/login/")
        page.fill("input[name=login]", who)
        page.fill("input[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url(f"{BASE}/")
    state = context.storage_state()
    context.close()
    return state


if __name__ == "__main__":
    main()
