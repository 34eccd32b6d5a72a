"""Subjects that somebody may choose from: those of the clues and letters they see."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter
from clues.subjects.models import Subject, SubjectQuerySet


def subjects_seen_by(person: Person) -> SubjectQuerySet:
    clues = Clue.objects.visible_to(person).filter(subject=OuterRef("pk"))
    letters = Letter.objects.visible_to(person).filter(subjects=OuterRef("pk"))
    found: SubjectQuerySet = Subject.objects.filter(Exists(clues) | Exists(letters))
    return found
