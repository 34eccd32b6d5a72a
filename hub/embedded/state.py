"""Where one checkout keeps its embedded servers, and the account they run as."""

import hashlib
import os
import pwd
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from hub.embedded.locks import exclusive

CHECKOUT = Path(__file__).resolve().parents[2]
FAMILY = "four-supervisions-hub"
# sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
SOCKET_LIMIT = 103
LONGEST_SOCKET = ".s.PGSQL.5432"
SERVERS = ("postgres", "redis")


class EmbeddedError(RuntimeError):
    """An embedded server could not do what was asked; the message is meant for a person."""


@dataclass(frozen=True)
class Account:
    """The unprivileged account the servers run as when the launcher itself runs as root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """One state folder: `root` holds everything, `sockets` the unix sockets (see `_sockets`)."""

    root: Path
    sockets: Path
    account: Account | None

    @property
    def owner(self) -> int:
        return self.account.uid if self.account else os.getuid()

    def home(self, server: str) -> Path:
        """The folder a server owns: its data and its log."""
        return self.root / server


def state_dir() -> Path:
    """The state folder of this checkout (and of HUB_STATE_NAME, when set). Creates nothing."""
    name = os.environ.get("HUB_STATE_NAME", "")
    identity = os.fsencode(CHECKOUT) + (b"\0" + os.fsencode(name) if name else b"")
    label = re.sub(r"[^A-Za-z0-9_-]+", "-", name or CHECKOUT.name)[:24]
    return _state_home() / FAMILY / f"{label}-{hashlib.sha256(identity).hexdigest()[:8]}"


def place() -> Place:
    """The paths and the account of this checkout's servers. Creates nothing."""
    root = state_dir()
    return Place(root=root, sockets=_sockets(root), account=_account())


def prepared(here: Place) -> Place:
    """`here`, with its folders present and closed to other people.

    As root the way down stays searchable for the unprivileged account; what it leads to is closed.
    """
    passage = 0o711 if here.account else 0o700
    missing = [folder for folder in (here.root, *here.root.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=passage, exist_ok=True)
        folder.chmod(passage)
    with exclusive(here.root / "folders.lock"):
        for folder in (here.sockets, *map(here.home, SERVERS)):
            _private(folder, here)
    return here


def _private(folder: Path, here: Place) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        if here.account:
            os.chown(folder, here.account.uid, here.account.gid)
    found = folder.lstat()
    # The short socket folder lies in /tmp, where anyone could have been there first.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != here.owner or found.st_mode & 0o077:
        raise EmbeddedError(f"{folder} exists but is not a private folder of uid {here.owner}")


def _state_home() -> Path:
    given = os.environ.get("XDG_STATE_HOME", "")
    usable = given.startswith("/")  # the XDG rule: a relative path is to be ignored
    account = _account()
    if account is None:
        return Path(given) if usable else Path.home() / ".local" / "state"
    return Path(given) if usable and _reachable(Path(given), account) else Path("/var/lib")


def _reachable(path: Path, account: Account) -> bool:
    existing = (folder for folder in (path, *path.parents) if folder.exists())
    return all(
        found.st_mode & stat.S_IXOTH or found.st_uid == account.uid
        for found in (folder.stat() for folder in existing)
    )


def _account() -> Account | None:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def _sockets(root: Path) -> Path:
    inside = root / "run"
    fits = len(os.fsencode(inside / LONGEST_SOCKET)) <= SOCKET_LIMIT
    # Commas, quotes and spaces would each need another escape in URLs, server options and shells.
    if fits and re.fullmatch(r"[A-Za-z0-9_./-]+", str(inside)):
        return inside
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return Path("/tmp") / f"hub-{os.getuid()}-{digest}"  # noqa: S108 (`_private` makes sure of it)
