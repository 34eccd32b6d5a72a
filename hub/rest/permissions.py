"""What a token is good for. What its person may see and do is decided further down, as for everybody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class WithinScope(BasePermission):
    """A token must have the scope ``read`` or ``write``; a session is not limited by scopes.

    A view that ``reads`` changes nothing, whatever the method.
    """

    message = _("The token lacks the scope for this.")

    def has_permission(self, request: Request, view: Any) -> bool:
        token: Any = request.auth
        reads = request.method in SAFE_METHODS or getattr(view, "reads", False)
        needed = "read" if reads else "write"
        return token is None or token.is_valid([needed])
