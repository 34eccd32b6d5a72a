"""No trace leads from a letter to its writer: no address, no device, no hand, no picture's metadata.

处理检举控告工作规则 forbids to trace reporters by handwriting or network address. What is not kept cannot be.
"""

from __future__ import annotations

import ast
import logging
import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client

from clues.letters.models.letters import Letter
from tests.architecture.test_house import ROOMS, ROOT, sources
from tests.factories import level
from tests.town import person
from tests.traces import where

ADDRESS, DEVICE = "203.0.113.77", "Tracing-Agent/9.1"
TRACE = re.compile(
    r"(^|_)(ip|ip_address|remote_addr|user_agent|agent|device|browser|handwriting|exif|geo|gps)($|_)"
)
WORDS = re.compile(r"REMOTE_ADDR|HTTP_USER_AGENT|FORWARDED_FOR|user[-_]agent|getexif", re.IGNORECASE)
READERS_OF_PICTURES = {"PIL", "exif", "exifread", "piexif", "magic"}
# The start of a JPEG whose EXIF block names a camera and its owner.
PICTURE = b"\xff\xd8\xff\xe1\x00\x40Exif\x00\x00MM\x00*\x00\x00\x00\x08Owner-Of-The-Camera\xff\xd9"


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]


def test_no_model_has_a_field_for_a_trace():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if TRACE.search(field.name) or isinstance(field, models.GenericIPAddressField | models.ImageField)
    ]
    assert found == []


def test_no_source_asks_where_a_request_comes_from_or_what_sent_it():
    assert [str(path.relative_to(ROOT)) for path in sources() if WORDS.search(path.read_text())] == []


def test_nothing_reads_what_a_picture_says_of_its_maker():
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [str(path) for name in names if name.split(".")[0] in READERS_OF_PICTURES]
    assert found == []


@pytest.mark.django_db
def test_registering_leaves_no_trace_in_the_database_or_the_logs(caplog):
    client = Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": DEVICE, "x-forwarded-for": ADDRESS})
    client.force_login(person("registrar"), backend="allauth.account.auth_backends.AuthenticationBackend")
    typed = {
        "source": "web",
        "received_on": "2026-01-05",
        "classification": level().pk,
        "title": "On dining",
        "text": "What is reported",
        "signing": "real_name",
        "reporter_name": "Somebody",
        "reporter_contact": "somewhere",
        "subjects-TOTAL_FORMS": "0",
        "subjects-INITIAL_FORMS": "0",
        "uploads": SimpleUploadedFile("picture.jpg", PICTURE),
    }
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/letters/register/", typed)
        assert client.get(answer.url).status_code == 200
    assert Letter.objects.get().attachments.count() == 1
    for trace in (ADDRESS, DEVICE, "Owner-Of-The-Camera", "Somebody", "somewhere"):
        assert where(trace) == [], trace
        assert trace not in caplog.text
    assert where("What is reported") == ["clues_letter.text"]
