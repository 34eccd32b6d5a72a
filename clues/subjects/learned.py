"""Capabilities above are told when more is known about a subject than before, and see what follows."""

from __future__ import annotations

from clues.subjects.models import Subject
from hub.kernel.hooks import Hook

# The subject is recognised by another identifier: there may be other matters about it.
identified: Hook[[Subject]] = Hook()


# Its unit, branch or identifiers are others now: somebody who works on a clue about it may be recused.
known_better: Hook[[Subject]] = Hook()
