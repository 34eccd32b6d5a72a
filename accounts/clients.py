"""External systems: each acts as a service person of its own, with one post in its unit and nothing more.

Three separated administrators hold here too. The system administrator registers a client; before the security
administrator clears its person it reads nothing; what it reads then is what grants to its unit's group of
external systems open.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_application_model

from accounts.actions import NewPerson, enter_person, give_post
from accounts.kinds import Kind
from accounts.models import Person, Unit
from accounts.terms import Role
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Invalid

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Client:
    """A registered client. ``secret`` exists here and nowhere else: only its hash is kept."""

    person: Person
    client_id: str
    secret: str = field(repr=False)


@action()
def register_client(unit: Unit, *, name: str, by: Person) -> Client:
    """Let a system of the unit ask for tokens (OAuth 2 client credentials, scopes read and write).

    Ending its post or disabling its person ends it at once. Raises NotAllowed, Invalid for a name that does
    not fit.
    """
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Invalid({"name": [_("A name of 1 to %(longest)s characters.") % {"longest": LONGEST_NAME}]})
    username = f"system-{unit.code}-{secrets.token_hex(4)}"
    person = enter_person(NewPerson(username, name.strip()), by=by)
    give_post(person, unit=unit, role=Role.SYSTEM, by=by)
    secret = generate_client_secret()
    application = get_application_model().objects.create(
        name=name.strip(),
        user=person,
        client_type="confidential",
        authorization_grant_type="client-credentials",
        client_secret=secret,
    )
    record(Kind.CLIENT_REGISTERED, by=by, of=person, data={"unit": unit.code})
    return Client(person, application.client_id, secret)
