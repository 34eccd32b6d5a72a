"""A little row with a version, a person, and a client: what the base needs and no domain gives it."""

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from rest_framework.test import APIClient

from tests.town import person as town_person

with isolate_apps("hub.rest"):

    class Paper(models.Model):
        number = models.CharField(max_length=20)
        title = models.CharField(max_length=20, default="")
        state = models.CharField(max_length=20, default="draft")
        version = models.IntegerField(default=1)
        hidden = models.BooleanField(default=False)

        class Meta:
            app_label = "rest"

        def __str__(self):
            return self.number

        @classmethod
        def visible(cls):
            return cls._default_manager.filter(hidden=False)


@pytest.fixture
def paper_model(db):
    with connection.schema_editor() as editor:
        editor.create_model(Paper)
    return Paper


@pytest.fixture
def paper(paper_model):
    return paper_model._default_manager.create(number="P-1")


@pytest.fixture
def person(db):
    return town_person("registrar")


@pytest.fixture
def api(person):
    client = APIClient()
    client.force_login(person)
    return client
