"""Open pages of the story's people: real sockets on the running server, counting what they hear."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack

from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from accounts.models import Person
from accounts.sessions import open_session
from hub.events.models import Mailbox


class Listeners:
    """One socket per person. `heard` counts the notices that arrived on all of them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.heard = 0
        self._lock = threading.Lock()
        self._open = ExitStack()
        self._known: set[int] = set()

    def add(self, person: Person) -> None:
        """Open a page for the person, unless one is open."""
        if person.pk in self._known:
            return
        self._known.add(person.pk)
        last = Mailbox.objects.filter(person=person).values_list("last_seq", flat=True).first() or 0
        cookie = f"{settings.SESSION_COOKIE_NAME}={self._session(person)}"
        headers = {"Cookie": cookie, "Origin": f"http://{self.address}"}
        opening = connect(f"ws://{self.address}/live/", additional_headers=headers)
        socket = self._open.enter_context(opening)
        socket.send(json.dumps({"after": last}))
        threading.Thread(target=self._listen, args=[socket], daemon=True).start()

    def _session(self, person: Person) -> str:
        session = open_session(person)
        self._open.callback(session.delete)
        return str(session.session_key)

    def _listen(self, socket: ClientConnection) -> None:
        try:
            for message in socket:
                with self._lock:
                    self.heard += "seq" in json.loads(message)
        except ConnectionClosed:
            pass

    def close(self) -> None:
        self._open.close()
