"""Bulletins between the petition office and case management, period by period (定期通报)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import declare_recusal
from clues.bulletins.actions import draw_up_bulletins, send_bulletin, sign_bulletin
from clues.bulletins.lines import last_period
from clues.bulletins.models import Bulletin, BulletinRule
from clues.bulletins.terms import Told
from hub.duties.inbox import inbox_of
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, NotAllowed, NotVisible
from tests.bulletins import drawn, next_quarter
from tests.factories import clue_at, make_letter, new_subject
from tests.town import person

pytestmark = pytest.mark.django_db


def waiting(name: str) -> list[str]:
    return [line.duty.kind for line in inbox_of(person(name)) if line.duty.kind.startswith("bulletin.")]


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(
    ("months", "day", "first", "last"),
    [
        (3, date(2026, 1, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (3, date(2026, 3, 31), date(2025, 10, 1), date(2025, 12, 31)),
        (3, date(2026, 4, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (1, date(2024, 3, 15), date(2024, 2, 1), date(2024, 2, 29)),
        (6, date(2026, 11, 24), date(2026, 1, 1), date(2026, 6, 30)),
        (12, date(2026, 11, 24), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_the_period_is_the_last_whole_one(months, day, first, last):
    assert last_period(months, day) == (first, last)


class TestRepeats:
    def test_letters_that_were_repeated_are_told_with_how_often(self):
        often, once, never = make_letter(text="一"), make_letter(text="二"), make_letter(text="三")
        for text in ("一", "一", "二"):
            make_letter(text=text)
        lines = drawn(Told.REPEATS).lines.values_list("letter", "repeats")
        assert list(lines) == [(once.pk, 1), (often.pk, 2)]
        assert never.pk not in [letter for letter, _times in lines]

    def test_what_came_before_or_after_the_period_stands_in_another_one(self):
        first = make_letter(text="一")
        again = make_letter(text="一")
        start, end = last_period(3, next_quarter())
        moments = [datetime(start.year, start.month, 1), datetime(end.year, end.month, end.day, 23, 59, 59)]
        for moment, found in ((moments[0], 1), (moments[1], 1)):
            type(first).objects.filter(pk=again.pk).update(registered_at=timezone.make_aware(moment))
            assert drawn(Told.REPEATS).lines.count() == found
            Bulletin.objects.all().delete()
        outside = timezone.make_aware(moments[0]) - timedelta(seconds=1)
        type(first).objects.filter(pk=again.pk).update(registered_at=outside)
        assert drawn(Told.REPEATS).lines.count() == 0


class TestResults:
    def test_what_was_fed_back_is_told_for_the_letter_it_began_with(self):
        letter = make_letter(text="同一件事")
        make_letter(text="同一件事")
        clue_at("answered", letter=letter)
        clue_at("result")
        line = drawn(Told.RESULTS).lines.get()
        assert (line.letter, line.feedback.text) == (letter, "核查结果反馈")


class TestTheWay:
    def test_it_is_drawn_up_once_a_period_and_waits_for_its_sender(self):
        assert draw_up_bulletins(next_quarter()) == 2
        assert draw_up_bulletins(next_quarter()) == 0
        assert waiting("registrar") == waiting("petition_head") == ["bulletin.send"]
        assert waiting("manager") == ["bulletin.send"]
        assert waiting("office_head") == []

    def test_a_quarter_without_letters_has_one_too(self):
        bulletin = drawn(Told.REPEATS)
        assert bulletin.lines.count() == 0
        assert send_bulletin(bulletin.number, by=person("registrar")).sent_by == person("registrar")

    def test_sent_by_one_side_and_signed_for_by_the_other(self):
        bulletin = drawn(Told.REPEATS)
        send_bulletin(bulletin.number, remark="另附说明", by=person("registrar"))
        assert waiting("registrar") == []
        assert sorted(waiting("manager")) == ["bulletin.send", "bulletin.sign"]
        assert Notice.objects.filter(recipient=person("manager"), entry__kind="bulletin.sent").count() == 1
        sign_bulletin(bulletin.number, by=person("manager"))
        assert waiting("manager") == ["bulletin.send"]
        bulletin.refresh_from_db()
        assert (bulletin.remark, bulletin.signed_by) == ("另附说明", person("manager"))
        kinds = Entry.objects.about(bulletin).values_list("kind", flat=True).order_by("pk")
        assert list(kinds) == ["bulletin.drawn", "bulletin.sent", "bulletin.signed"]

    def test_nothing_is_done_twice_or_by_the_wrong_side(self):
        number = drawn(Told.REPEATS).number
        with pytest.raises(NotVisible):
            sign_bulletin(number, by=person("manager"))
        with pytest.raises(NotAllowed):
            sign_bulletin(number, by=person("registrar"))
        send_bulletin(number, by=person("registrar"))
        with pytest.raises(Conflict):
            send_bulletin(number, by=person("registrar_2"))
        with pytest.raises(NotAllowed):
            send_bulletin(number, by=person("manager"))
        with pytest.raises(NotVisible):
            send_bulletin(number, by=person("deputy"))
        sign_bulletin(number, by=person("manager"))
        with pytest.raises(Conflict):
            sign_bulletin(number, by=person("manager_2"))


class TestTheGate:
    def test_a_bulletin_opens_no_letter(self):
        """Case management gets the bulletin; of its letters it sees those that were passed on to it."""
        known, unknown = make_letter(text="一"), make_letter(text="二")
        clue_at("registered", letter=known)
        for text in ("一", "二"):
            make_letter(text=text)
        bulletin = drawn(Told.REPEATS)
        send_bulletin(bulletin.number, by=person("registrar"))
        assert set(bulletin.lines.visible_to(person("registrar")).values_list("letter", flat=True)) == {
            known.pk,
            unknown.pk,
        }
        assert list(bulletin.lines.visible_to(person("manager")).values_list("letter", flat=True)) == [
            known.pk
        ]

    def test_who_is_recused_reads_the_same_as_if_there_were_no_such_letter(self):
        about = [new_subject(identifiers={"staff": "B-1"})]
        letters = [make_letter(text="一", title="不可见的来信", subjects=about) for _time in range(2)]
        declare_recusal(person("registrar_2"), identity=("staff", "B-1"), by=person("registrar_2"))
        bulletin = drawn(Told.REPEATS)
        assert bulletin.lines.count() == 1
        shown = client_of("registrar_2").get(bulletin.get_absolute_url()).content.decode()
        assert "None that you see in this period." in shown
        assert not any(said in shown for said in (letters[0].number, "不可见的来信"))
        lines = client_of("registrar_2").get(f"/api/v1/bulletins/{bulletin.number}/lines").json()
        assert lines["items"] == []


def test_the_pages_say_what_waits_and_take_it():
    make_letter(text="一")
    make_letter(text="一")
    bulletin = drawn(Told.REPEATS)
    registrar, manager = client_of("registrar"), client_of("manager")
    assert bulletin.number in registrar.get("/bulletins/").content.decode()
    assert bulletin.number not in manager.get("/bulletins/").content.decode()
    assert manager.get(bulletin.get_absolute_url()).status_code == 404
    shown = registrar.get(bulletin.get_absolute_url()).content.decode()
    assert "repeated once" in shown
    send, sign = (f"{bulletin.get_absolute_url()}{way}/" for way in ("send", "sign"))
    assert registrar.post(send, {"version": bulletin.version, "remark": "见附件"}).status_code == 302
    page = manager.get(bulletin.get_absolute_url())
    assert "见附件" in page.content.decode()
    assert registrar.post(sign, page.context["offered"]["hidden"]).status_code == 403
    assert manager.post(sign, {"version": bulletin.version}).status_code == 412
    assert manager.post(sign, page.context["offered"]["hidden"]).status_code == 302
    assert "Signed for" in registrar.get(bulletin.get_absolute_url()).content.decode()


def test_a_second_click_does_no_other_thing_than_its_button_said():
    make_letter(text="一")
    make_letter(text="一")
    bulletin = drawn(Told.REPEATS)
    send = f"{bulletin.get_absolute_url()}send/"
    first, second = (client_of("registrar").post(send, {"version": bulletin.version}) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 409)
    bulletin.refresh_from_db()
    assert bulletin.signed_at is None


def test_a_rule_says_how_often():
    BulletinRule.objects.filter(kind=Told.REPEATS).update(months=12)
    bulletin = drawn(Told.REPEATS)
    assert (bulletin.first_on.month, bulletin.last_on.month) == (1, 12)
