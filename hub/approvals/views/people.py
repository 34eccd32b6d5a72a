"""Who is offered where a person is to be chosen: a few names, narrowed while somebody types."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from accounts.models import Person, Post
from accounts.querysets import PersonQuerySet
from hub.kernel.keyset import key_in

LISTED = 20
_LONGEST = 40


def picked(request: HttpRequest, people: PersonQuerySet, *, several: bool) -> dict[str, Any]:
    """Context of templates/approvals/picker.html: those already chosen first, then whom the words find.

    Colleagues of the same units come before others. Names, units and posts, and nothing else of anybody.
    """
    given = request.POST if request.method == "POST" else request.GET
    chosen = {*filter(None, map(key_in, given.getlist("to")[:_LONGEST]))}
    words = request.GET.get("q", "").strip()[:_LONGEST]
    kept = list(people.filter(pk__in=chosen).with_posts().order_by("display_name", "pk"))
    found = _found(people, words, request.user).exclude(pk__in=chosen)  # type: ignore[arg-type]
    listed = list(found.with_posts()[: LISTED + 1])
    return {
        "people": [*kept, *listed[:LISTED]],
        "chosen": chosen,
        "words": words,
        "more": len(listed) > LISTED,
        "several": several,
    }


def _found(people: PersonQuerySet, words: str, by: Person) -> PersonQuerySet:
    units = {post.group.unit_id for post in by.current_posts}
    colleague = Exists(Post.objects.valid().filter(person=OuterRef("pk"), group__unit__in=units))
    if words:
        unit = Q(group__unit__name__icontains=words) | Q(group__unit__name_en__icontains=words)
        posts = Post.objects.valid().filter(unit).values("person")
        called = Q(display_name__icontains=words) | Q(username__icontains=words)
        people = people.filter(called | Q(pk__in=posts))
    return people.order_by(colleague.desc(), "display_name", "pk")
