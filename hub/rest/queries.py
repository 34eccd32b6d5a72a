"""What a list may be asked: a parameter it does not know is refused, never ignored."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub.kernel.errors import Invalid
from hub.rest.serializers import StrictSerializer

PAGING = frozenset({"cursor", "limit"})


def asked(request: Request, query_class: type[StrictSerializer]) -> dict[str, Any]:
    """The parameters of ``request`` besides those of paging, validated.

    A field's ``source`` is the lookup it stands for (``received_on__gte``), so the result can be given to
    ``filter``; a parameter that is not given is not in it. Raises ``Invalid`` for a parameter given twice,
    DRF's ``ValidationError`` for a wrong or unknown one.
    """
    given = {name: values for name, values in request.query_params.lists() if name not in PAGING}
    if not given:
        return {}
    twice = [name for name, values in given.items() if len(values) > 1]
    if twice:
        raise Invalid({name: [_("Give this parameter once.")] for name in twice})
    query = query_class(data={name: values[0] for name, values in given.items()})
    query.is_valid(raise_exception=True)
    return dict(query.validated_data)
