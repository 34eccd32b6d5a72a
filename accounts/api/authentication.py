"""Systems lose access as people do: with their post, at once."""

from __future__ import annotations

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from accounts.entrance import may_stay
from hub.rest.authentication import ClientAuthentication


class SystemAuthentication(ClientAuthentication):
    """A token is good as long as its service person is active and holds a post today."""

    def may_act(self, person: Any) -> bool:
        return may_stay(person)


class ClientValidator(OAuth2Validator):
    """The same at the token endpoint: nobody whose access ended gets another token."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        known = super().authenticate_client(request, *args, **kwargs)
        return bool(known and request.client.user and may_stay(request.client.user))
