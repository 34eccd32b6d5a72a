"""Capabilities above are told when a letter is registered."""

from __future__ import annotations

from clues.letters.models.letters import Letter
from hub.kernel.hooks import Hook

# With the letter, and whether it came with a file of letters.
letter_registered: Hook[[Letter, bool]] = Hook()
