"""People and systems at the interface: both lose access with their post, at once."""

from __future__ import annotations

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator
from rest_framework.request import Request

from accounts.entrance import may_stay
from accounts.policies import may_act
from hub.kernel.errors import demand
from hub.kernel.text import is_text
from hub.rest.authentication import ClientAuthentication, SessionAuthentication


class PersonAuthentication(SessionAuthentication):
    """A session, unless its person has yet to change a one-time password (403)."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        signed_in = super().authenticate(request)
        if signed_in is not None:
            demand(may_act(signed_in[0]))
        return signed_in


class SystemAuthentication(ClientAuthentication):
    """A token is good as long as its service person is active and holds a post today."""

    def may_act(self, person: Any) -> bool:
        return may_stay(person)


class ClientValidator(OAuth2Validator):
    """The same at the token endpoint: nobody whose access ended gets another token."""

    def _load_application(self, client_id: str, request: Any) -> Any:
        """A header can name what no form could: a client whose name is no text is none."""
        return super()._load_application(client_id, request) if is_text(client_id or "") else None

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        known = super().authenticate_client(request, *args, **kwargs)
        return bool(known and request.client.user and may_stay(request.client.user))
