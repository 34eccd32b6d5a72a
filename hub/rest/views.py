"""The shapes of API views. A domain view names its serializer, finds visible rows, and calls one action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from hub.kernel.errors import NotVisible
from hub.kernel.transitions import locked
from hub.rest.etags import etag_of, not_modified, require_match
from hub.rest.idempotency import ACCEPTABLE, HEADER, once
from hub.rest.paging import DEFAULT_LIMIT, LARGEST_LIMIT, paged
from hub.rest.parsers import LARGEST_BODY, TooLarge, content_length
from hub.rest.permissions import WithinScope
from hub.rest.queries import asked
from hub.rest.serializers import NoInput, Receipt, StrictSerializer

KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "pattern": f"^{ACCEPTABLE.pattern}$"},
    OpenApiParameter.HEADER,
    description="A write sent twice with the same key within a day happens once.",
)
MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the version that is acted on.",
)
CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="From `next` of the page before.")
LIMIT = OpenApiParameter(
    "limit", {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
)


class Door(APIView):
    """What all API views share: nobody anonymous, tokens within their scope, nothing cached on the way."""

    permission_classes = [IsAuthenticated, WithinScope]
    largest: ClassVar[int] = LARGEST_BODY

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """The body is measured and read before anybody else does.

        The CSRF check parses it from the stream; afterwards the idempotency key could not cover it.
        """
        plain = request._request
        if content_length(plain) > self.largest:
            raise TooLarge
        plain.body  # noqa: B018 (reading keeps it)
        super().initial(request, *args, **kwargs)

    @property
    def person(self) -> Any:
        """Who asks: past the permissions it is nobody anonymous."""
        return self.request.user

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response


class NothingHere(Door):
    """For every other path below the interface: the 404 that a missing row gets, not a page."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotVisible


class ListView(Door):
    """GET a page of rows, newest first. Name ``serializer_class`` with ``page_schema`` in the description.

    ``query_class`` is the allow-list of parameters; any other is answered with 422.
    """

    query_class: ClassVar[type[StrictSerializer]] = NoInput

    def page(self, before: int | None, limit: int, *args: Any, **wanted: Any) -> Sequence[Any]:
        """At most ``limit`` visible rows with a key below ``before``, newest first, as dicts or models.

        ``wanted`` are the path's parameters and those of ``query_class``.
        """
        raise NotImplementedError

    def show(self, row: Any) -> Any:
        """How one row is answered; a dict goes out as it is."""
        return row

    @extend_schema(parameters=[CURSOR, LIMIT])
    def get(self, request: Request, **kwargs: Any) -> Response:
        wanted = {**kwargs, **asked(request, self.query_class)}
        return paged(request, lambda before, limit: self.page(before, limit, **wanted), self.show)


class DetailView(Door):
    """GET one row with its ``ETag``, or 304 when the caller has this version."""

    serializer_class: ClassVar[type[BaseSerializer]]

    def find(self, request: Request, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        """The visible rows narrowed down to the one asked for."""
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> Response:
        row = self.find(request, **kwargs).first()
        if row is None:
            raise NotVisible
        headers = {"ETag": etag_of(row.pk, row.version)}
        if not_modified(request, headers["ETag"]):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        shown = self.serializer_class(row, context={"request": request})
        return Response(shown.data, headers=headers)


class DossierView(Door):
    """GET one row together with what hangs on it.

    Its ``ETag`` names the version to act on. It is never answered with 304: what hangs on a row, and what
    the caller may do with it, changes without a new version of the row.
    """

    def find(self, request: Request, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        """The visible rows narrowed down to the one asked for."""
        raise NotImplementedError

    def show(self, row: Any, request: Request) -> dict[str, Any]:
        """The row and what hangs on it, as far as the caller may see it."""
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> Response:
        row = self.find(request, **kwargs).first()
        if row is None:
            raise NotVisible
        return Response(self.show(row, request), headers={"ETag": etag_of(row.pk, row.version)})


class CreateView(Door):
    """POST a new row: 201 with its receipt, ``ETag`` and ``Location``; honours ``Idempotency-Key``."""

    serializer_class: ClassVar[type[BaseSerializer]]

    def act(self, *args: Any, **data: Any) -> Model:
        """Call the one action with the input and ``by=`` the caller; return the row it made."""
        raise NotImplementedError

    def location(self, row: Any) -> str:
        """The URL of the new row, relative to the host."""
        raise NotImplementedError

    @extend_schema(parameters=[KEY], responses={201: Receipt})
    def post(self, request: Request, **kwargs: Any) -> Response:
        return once(request, lambda: self._create(request, **kwargs))

    def _create(self, request: Request, **kwargs: Any) -> Response:
        row = self.act(by=request.user, **kwargs, **strict_input(self.serializer_class, request))
        response = receipt(row, status.HTTP_201_CREATED)
        response["Location"] = self.location(row)
        return response


class TransitionView(Door):
    """POST a step of one row: needs ``If-Match``, honours ``Idempotency-Key``, answers receipt and ``ETag``.

    The row is locked before its version is compared, so that nothing can come in between; the action may lock
    it again, as it does for pages.
    """

    serializer_class: ClassVar[type[BaseSerializer]] = NoInput

    def find(self, request: Request, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        """The visible rows narrowed to the one acted on (no ``distinct`` or ``union``: it gets locked)."""
        raise NotImplementedError

    def act(self, row: Any, *, by: Any, **data: Any) -> Any:
        """Call the one action; what it returns is not used."""
        raise NotImplementedError

    @extend_schema(parameters=[MATCH, KEY], responses={200: Receipt})
    def post(self, request: Request, **kwargs: Any) -> Response:
        return once(request, lambda: self._act(request, **kwargs))

    def _act(self, request: Request, **kwargs: Any) -> Response:
        data = strict_input(self.serializer_class, request)
        with locked(self.find(request, **kwargs)) as row:
            require_match(request, etag_of(row.pk, row.version))
            self.act(row, by=request.user, **data)
            row.refresh_from_db()
        return receipt(row)


def strict_input(serializer_class: type[BaseSerializer], request: Request) -> dict[str, Any]:
    """The validated input of ``request``; raises DRF's ``ValidationError``, answered with 422."""
    serializer = serializer_class(data=request.data, context={"request": request})
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def receipt(row: Any, code: int = status.HTTP_200_OK) -> Response:
    """The id, number, state and version of ``row`` as far as it has them, with its ``ETag``."""
    names = [name for name in Receipt().get_fields() if hasattr(row, name)]
    body = {name: getattr(row, name) for name in names}
    return Response(body, status=code, headers={"ETag": etag_of(row.pk, row.version)})
