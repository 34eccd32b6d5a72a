"""Every page that people open, with somebody who may open it and what must have happened before."""

from __future__ import annotations

from django.utils import timezone

from accounts.actions import (
    NewFormerPost,
    NewUnit,
    declare_recusal,
    enter_former_post,
    give_post,
    open_unit,
)
from accounts.loading.actions import load_file
from accounts.terms import LoadKind, Role, UnitKind
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.corrections.actions.corrections import ask_for_correction
from clues.imports.actions.files import prepare_import, start_import
from clues.imports.actions.rows import run_import
from clues.intercessions.actions import Asked, report_intercession
from clues.related.actions import ask_to_open
from clues.reporters.models import EvidenceCheck
from clues.sent_on.actions import note_upward
from clues.transfers.actions.proposing import Receiver
from hub.approvals.models import Approval
from hub.rules.models import Deadline
from tests import identities
from tests.factories import clue_at, make_clue, make_letter, new_subject, transfer
from tests.files import rows, text
from tests.inquiries import issued, to_ask
from tests.letter_ways import framing, passed_down, returned, to_revise
from tests.places.approvals import approval_pages
from tests.places.stock import bulletin_pages, stock_pages
from tests.related import pair
from tests.reports import checked, concluded, objected, real_name
from tests.stages import inquired
from tests.town import person, unit

# Who opens the page of a step, with a clue in which state.
STEPS = {
    "clues:clue-propose": ("manager", ClueState.REGISTERED),
    "clues:clue-push": ("manager", ClueState.APPROVED),
    "clues:clue-sign": ("team_custodian", ClueState.PUSHED),
    "clues:clue-return": ("team_custodian", ClueState.PUSHED),
    "clues:clue-assign": ("team_leader", ClueState.SIGNED),
    "clues:clue-opinion": ("team_handler", ClueState.ASSIGNED),
    "clues:clue-result": ("team_handler", ClueState.IN_DISPOSAL),
    "clues:clue-feedback": ("team_leader", ClueState.RESULT),
    "clues:clue-conclude": ("manager", ClueState.ANSWERED),
    "clues:clue-replace-handler": ("team_leader", ClueState.ASSIGNED),
    "clues:clue-recuse": ("team_handler", ClueState.ASSIGNED),
    "clues:clue-order-recusal": ("manager", ClueState.ASSIGNED),
    "clues:clue-split": ("manager", ClueState.REGISTERED),
    "clues:clue-merge": ("manager", ClueState.SIGNED),
    "clues:clue-unmerge": ("manager", ClueState.MERGED),
    "clues:clue-hold": ("team_handler", ClueState.HELD),
    "clues:clue-take-up": ("team_handler", ClueState.HELD),
    "clues:clue-extend": ("team_handler", ClueState.ASSIGNED),
    "clues:clue-suspend": ("team_handler", ClueState.ASSIGNED),
    "clues:clue-resume": ("team_handler", ClueState.SUSPENDED),
    "clues:clue-strike": ("manager", ClueState.REGISTERED),
    "clues:clue-take-on": ("manager", ClueState.RECEIVED),
    "clues:clue-return-to-sender": ("manager", ClueState.RECEIVED),
    "clues:clue-transfer": ("manager", ClueState.ASSIGNED),
    "clues:clue-accept-transfer": ("district_custodian", ClueState.IN_TRANSFER),
    "clues:clue-decline-transfer": ("district_custodian", ClueState.IN_TRANSFER),
    "clues:clue-outcome": ("manager", ClueState.TRANSFERRED),
    "clues:clue-follow-up": ("team_leader", ClueState.CONCLUDED),
}

# Open only while a signer's return waits: their forms are those of the first submission.
AFTER_RETURN = {"clues:clue-revise", "clues:clue-revise-opinion", "clues:clue-revise-report"}


def places() -> dict[str, tuple[str, str]]:
    """Route -> (who opens it, where)."""
    letter = make_letter()
    prepared = prepare_import("a.csv", text(rows(3)).encode(), by=person("registrar"))
    done_file = start_import("b.csv", text([["1", "", "", ""], *rows(2)]).encode(), by=person("registrar"))
    run_import(done_file.pk)
    proposed = clue_at(ClueState.PROPOSED)
    done = clue_at(ClueState.CONCLUDED)
    liaison = person("liaison")
    load = load_file(
        LoadKind.UNITS, "units.csv", b"code,kind,name\n!,petition,x\n", by=person("system_admin")
    )
    recusal = declare_recusal(liaison, identity=("staff", "PAGES"), by=person("manager"), reason="x")
    sheet = Approval.objects.about(proposed).get().pk
    about, post = f"/people/{liaison.pk}/", liaison.posts.get().pk
    new = NewFormerPost(timezone.localdate(), unit_name="某单位")
    former = enter_former_post(liaison, new, by=person("system_admin"))
    period = Deadline.objects.get(code="clue.sign")
    fixed = {
        "home": ("management_head", "/"),
        "events:notice-list": ("manager", "/notices/"),
        "approvals:sheet": ("management_head", f"/approvals/{sheet}/"),
        "clues:letter-list": ("registrar", "/letters/"),
        "clues:letter-register": ("registrar", "/letters/register/"),
        "clues:letter-detail": ("registrar", f"/letters/{letter.number}/"),
        "clues:letter-files": ("registrar", f"/letters/{letter.number}/files/"),
        "clues:letter-import-list": ("registrar", "/letters/imports/"),
        "clues:letter-import-upload": ("registrar", "/letters/imports/new/"),
        "clues:letter-import-mapping": ("registrar", f"{prepared.get_absolute_url()}columns/"),
        "clues:letter-import-detail": ("registrar", done_file.get_absolute_url()),
        "clues:letter-draw": ("registrar", f"/letters/{letter.number}/draw/"),
        "clues:clue-list": ("manager", "/clues/"),
        "clues:find": ("manager", "/find/"),
        "clues:clue-allegation": ("manager", f"/clues/{proposed.number}/allegation/"),
        "clues:clue-report": ("manager", f"/clues/{owed_upward().number}/report/"),
        "clues:clue-receive": ("manager", "/clues/receive/"),
        "clues:clue-confirm-receipt": ("manager", f"/clues/{handed_outside().number}/confirm-receipt/"),
        "clues:clue-detail": ("manager", f"/clues/{done.number}/"),
        "clues:letter-readers": ("registrar", f"/letters/{letter.number}/readers/"),
        "clues:letter-looks": ("manager", f"/letters/{done.letters.get().number}/looks/"),
        "clues:clue-looks": ("manager", f"/clues/{done.number}/looks/"),
        "clues:clue-readers": ("manager", f"/clues/{done.number}/readers/?day={timezone.localdate()}"),
        "clues:clue-classification": ("manager", f"/clues/{done.number}/classification/"),
        "accounts:own": ("team_handler", "/me/"),
        "accounts:own-looks": ("manager", "/me/looks/"),
        "accounts:audit-looks": ("audit_admin", "/audit/looks/"),
        "accounts:audit-readers": ("audit_admin", f"/audit/readers/?number={done.number}"),
        "accounts:period-list": ("system_admin", "/rules/periods/"),
        "accounts:period-change": (
            "system_admin",
            f"/rules/periods/{period.pk}/change/",
        ),
        "accounts:unit-move": ("system_admin", f"/units/{unit('org-3').pk}/move/"),
        "accounts:unit-close": ("system_admin", f"/units/{unit('org-3').pk}/close/"),
        "accounts:person-list": ("system_admin", "/people/"),
        "accounts:person-enter": ("system_admin", "/people/enter/"),
        "accounts:person-detail": ("system_admin", about),
        "accounts:person-give-post": ("system_admin", f"{about}post/"),
        "accounts:person-end-post": ("system_admin", f"{about}post/{post}/end/"),
        "accounts:person-former-post": ("system_admin", f"{about}former/"),
        "accounts:person-strike-former-post": ("system_admin", f"{about}former/{former.pk}/strike/"),
        "accounts:person-branch": ("system_admin", f"{about}branch/"),
        "accounts:person-disable": ("system_admin", f"{about}disable/"),
        "accounts:person-clearance": ("security_admin", f"{about}clearance/"),
        "accounts:person-password": ("system_admin", f"{about}password/"),
        "accounts:person-load": ("system_admin", "/people/load/"),
        "accounts:unit-list": ("system_admin", "/units/"),
        "accounts:unit-open": ("system_admin", "/units/open/"),
        "accounts:unit-load": ("system_admin", "/units/load/"),
        "accounts:load-detail": ("system_admin", f"/loads/{load.pk}/"),
        "accounts:recusal-list": ("manager", "/recusals/"),
        "accounts:recusal-declare": ("manager", "/recusals/declare/"),
        "accounts:recusal-end": ("manager", f"/recusals/{recusal.pk}/end/"),
        "accounts:ledger": ("audit_admin", "/ledger/"),
    }
    steps = {
        route: (who, f"/clues/{clue_at(state).number}/{route.removeprefix('clues:clue-')}/")
        for route, (who, state) in STEPS.items()
    }
    return (
        fixed
        | steps
        | related_pages()
        | report_pages()
        | letter_way_pages()
        | identity_pages()
        | subject_pages()
        | stock_pages()
        | bulletin_pages()
        | stage_pages()
        | inquiry_pages()
        | approval_pages(sheet)
    )


def identity_pages() -> dict[str, tuple[str, str]]:
    """A reporter's identity: to be asked for, to be answered, to be opened; a letter that is not entered."""
    plain, waiting, open_now = make_letter(), make_letter(), make_letter()
    today, registrar = timezone.localdate(), person("registrar")
    asked = Asked("某人", today, "call", "打听进展")
    reported = report_intercession(plain.number, asked, by=registrar)
    noted = note_upward(kind="higher", organ="provincial", received_on=today, by=registrar)
    request = identities.asked(waiting, approver="deputy")
    identities.granted(open_now)
    return {
        "clues:intercession-list": ("registrar", "/intercessions/"),
        "clues:intercession-report": ("registrar", f"/intercessions/report/{plain.number}/"),
        "clues:intercession": ("registrar", reported.get_absolute_url()),
        "clues:sent-on-list": ("registrar", "/sent-on/"),
        "clues:sent-on-enter": ("registrar", "/sent-on/note/?kind=higher"),
        "clues:sent-on-note": ("registrar", f"/sent-on/{noted.number}/note/"),
        "clues:sent-on": ("registrar", f"/sent-on/{noted.number}/"),
        "clues:letter-reporter-ask": ("registrar", f"/letters/{plain.number}/reporter/ask/"),
        "clues:identity-answer": ("deputy", f"/identities/{request.pk}/answer/"),
        "clues:letter-reporter": ("registrar", f"/letters/{open_now.number}/reporter/"),
    }


def report_pages() -> dict[str, tuple[str, str]]:
    """Each step towards a real-name reporter where it is open, and new evidence where it is checked."""
    letters = {"signature": real_name(), "acceptance": checked(), "result": concluded()}
    letters["objection"] = objected()
    check = EvidenceCheck.objects.get()
    return {
        f"clues:letter-{slug}": ("registrar", f"/letters/{letter.number}/{slug}/")
        for slug, letter in letters.items()
    } | {"clues:evidence-check": ("team_leader", f"/evidence/{check.pk}/check/")}


def letter_way_pages() -> dict[str, tuple[str, str]]:
    """What becomes of a letter beside a clue, each where it is open."""
    plain, down = make_letter(), passed_down()
    accounts = person("system_admin")
    new = NewUnit("station-1", UnitKind.SUPERVISION, "派出机构", parent=unit("district-1"))
    give_post(person("district_handler"), unit=open_unit(new, by=accounts), role=Role.CUSTODIAN, by=accounts)
    ways = {
        "return": ("registrar", plain),
        "pass-down": ("registrar", plain),
        "framing": ("petition_head", plain),
        "return-revision": ("registrar", to_revise()),
        "return-told": ("registrar", returned(checked())),
        "framing-lifted": ("petition_head", framing()),
        "accept": ("district_custodian", down),
        "pass-on": ("district_custodian", down),
        "send-back": ("district_custodian", down),
    }
    return {
        f"clues:letter-{slug}": (who, f"/letters/{letter.number}/{slug}/")
        for slug, (who, letter) in ways.items()
    }


def owed_upward() -> Clue:
    """A clue that is to be reported upward."""
    return make_clue(make_letter(subjects=[new_subject(position="unit_head")]))


def handed_outside() -> Clue:
    """A clue that waits for the receipt of an organ outside the hub."""
    clue = clue_at(ClueState.ASSIGNED)
    transfer(clue, Receiver(organ="省纪委监委", override_reason="上级提级办理"))
    return clue


def related_pages() -> dict[str, tuple[str, str]]:
    """Asking for a related matter, before and after it was asked for."""
    mine, _other = pair()
    again, _other = pair()
    office, custodian = unit("supervision-1"), person("team_custodian")
    asked = ask_to_open(again.number, unit=office, reason="x", by=custodian)
    return {
        "clues:clue-related-ask": ("team_custodian", f"/clues/{mine.number}/related/ask/?unit={office.pk}"),
        "clues:opening-answer": ("office_head", f"/openings/{asked.pk}/answer/"),
    }


def subject_pages() -> dict[str, tuple[str, str]]:
    """The subject of a clue that ended, and a correction that waits for its answer."""
    done = clue_at(ClueState.CONCLUDED)
    asked = ask_for_correction(done.number, source="person", claim="x", by=person("team_handler"))
    return {
        "clues:clue-subject": ("manager", f"/clues/{done.number}/subject/"),
        "clues:clue-subject-wrong": ("team_handler", f"/clues/{done.number}/subject/wrong/"),
        "clues:correction": ("manager", f"/corrections/{asked.pk}/"),
        "clues:correction-answer": ("manager", f"/corrections/{asked.pk}/answer/"),
    }


def inquiry_pages() -> dict[str, tuple[str, str]]:
    """A letter before it goes out, and the answer to one that is out."""
    clue = to_ask(unit=unit("org-2"))
    letter = issued(inquired())
    return {
        "clues:clue-inquiry": ("team_handler", f"/clues/{clue.number}/inquiry/"),
        "clues:clue-inquiry-answer": ("team_handler", f"/inquiries/{letter.pk}/answer/"),
    }


def stage_pages() -> dict[str, tuple[str, str]]:
    """A stage of an inquiry that waits for its handlers."""
    return {"clues:clue-stage": ("team_handler", f"/stages/{inquired().stages.get().pk}/")}
