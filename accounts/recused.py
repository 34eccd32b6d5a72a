"""The rooms above are told that somebody may be recused from more than before, and see to what they hold.

They are told whether or not there is such a matter: the time must not say whether the hub knows it.
"""

from __future__ import annotations

from accounts.models import Person
from hub.kernel.hooks import Hook

# To be told inside the action, after writing what bars the person.
may_be_recused: Hook[[Person]] = Hook()
