"""What is done about an approval beside deciding it, as pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.clue.terms import ClueState
from clues.disposal.actions import submit_opinion
from clues.ways.models import DisposalWay
from hub.approvals import actions
from hub.approvals.models import Copy, Question, Signature
from hub.approvals.terms import Mode
from hub.approvals.views.moves import MOVES
from tests.approvals import runs
from tests.factories import clue_at
from tests.pages.approving import key
from tests.signing import running_approval, sign_as
from tests.town import person

pytestmark = pytest.mark.django_db
REFUSED = 422


class TestWhatIsOffered:
    def test_to_a_signer(self, page):
        approval = runs.three(Mode.ALL)
        assert page(approval, "F").ways() == {"transfer", "delegate", "add-signer", "copy", "ask"}

    def test_to_the_initiator(self, page):
        assert page(runs.three(Mode.ALL), "I").ways() == {"withdraw", "urge", "copy", "ask"}

    def test_to_who_signed_last(self, page):
        approval = runs.three(Mode.ALL)
        runs.sign(approval, "F")
        assert "take-back" in page(approval, "F").ways()
        runs.sign(approval, "A")
        assert "take-back" not in page(approval, "F").ways()

    def test_to_one_of_a_group(self, page):
        approval = running_approval(clue_at(ClueState.PROPOSED))
        head = page(approval, "management_head")
        assert "claim" in head.ways()
        head.send("claim")
        assert "release" in head.ways()
        assert "claim" not in head.ways()

    def test_what_is_refused_is_explained(self, page):
        answer = page(runs.three(Mode.ALL), "F").sheet().content.decode()
        assert "Only the head of case management or the principal leader does this." in answer

    @pytest.mark.parametrize("move", [m for m in MOVES if m.transition not in ("copy", "ask")])
    def test_whoever_only_reads_is_told_that_it_is_not_theirs(self, page, move):
        approval = runs.three(Mode.ALL)
        actions.copy_to(approval.pk, to=[person(runs.NAMES["X"])], by=person("manager"))
        assert page(approval, "X").open(move.slug).status_code == 403


class TestMoves:
    def test_handing_over(self, page):
        approval = runs.three(Mode.ALL)
        answer = page(approval, "F").send("transfer", to=key("X"), reason="出差")
        assert answer.url == f"/approvals/{approval.pk}/"
        shown = page(approval, "X").sheet().content.decode()
        assert "Your decision" in shown
        assert "handed over by petition head" in shown

    def test_an_opinion_is_asked_for_given_and_comes_back(self, page):
        approval = runs.three(Mode.ALL)
        page(approval, "F").send("delegate", to=key("X"), question="票据是否齐全？")
        asked = page(approval, "X")
        shown = asked.sheet().content.decode()
        assert "票据是否齐全？" in shown
        assert "It goes back to petition head, who signs." in shown
        empty = asked.send(decision="approved", opinion="")
        assert empty.context["form"].errors["opinion"] == ["Please give your opinion."]
        asked.send(decision="approved", opinion="齐全")
        assert runs.asked(approval) == "F"
        assert "齐全" in page(approval, "F").sheet().content.decode()

    def test_a_signer_is_added_and_removed_by_who_added_them(self, page):
        approval = runs.three(Mode.ALL)
        page(approval, "F").send("add-signer", to=key("X"), before="yes", reason="涉及分管")
        shown = page(approval, "F").sheet()
        (step,) = shown.context["removable"]
        assert "added by petition head" in shown.content.decode()
        assert page(approval, "X").sheet().context["removable"] == set()
        assert page(approval, "X").open(f"steps/{step}/remove").status_code == 403
        assert page(approval, "F").send(f"steps/{step}/remove").status_code == 302
        assert runs.asked(approval) == "F"

    def test_taking_back(self, page):
        approval = runs.three(Mode.ALL)
        runs.sign(approval, "F")
        page(approval, "F").send("take-back")
        assert runs.asked(approval) == "F"
        assert "Taken back" in page(approval, "F").sheet().content.decode()

    @pytest.mark.parametrize(("letter", "slug"), [("I", "withdraw"), ("C", "terminate")])
    def test_ending_it(self, page, letter, slug):
        approval = runs.three(Mode.ALL)
        assert page(approval, letter).open(slug).status_code == 200
        empty = page(approval, letter).send(slug, reason="")
        assert empty.status_code == REFUSED
        assert page(approval, letter).send(slug, reason="重复").status_code == 302
        assert "重复" in page(approval, "I").sheet().content.decode()

    def test_urging_once_a_day(self, page):
        approval = runs.three(Mode.ALL)
        soon = timezone.localdate() + timedelta(days=1)
        past = page(approval, "I").send("urge", reply_by="2020-01-01", text="")
        assert past.context["form"].errors["reply_by"] == ["This day is past."]
        assert page(approval, "I").send("urge", reply_by=soon, text="请尽快").status_code == 302
        assert "请尽快" in page(approval, "F").sheet().content.decode()
        again = page(approval, "I").send("urge", reply_by=soon, text="再催")
        assert again.status_code == 409
        assert "再催" in again.content.decode()

    def test_copies_to_several_and_the_mark_of_who_read(self, page):
        approval = runs.three(Mode.ALL)
        page(approval, "I").send("copy", to=[key("X"), key("Y")])
        assert Copy.objects.count() == 2
        reader = page(approval, "X")
        assert "sent you a copy" in reader.sheet().content.decode()
        assert reader.send("mark-read").status_code == 302
        assert Copy.objects.get(person=person(runs.NAMES["X"])).read_at
        assert page(approval, "F").open("mark-read").status_code == 403

    def test_a_question_is_read_by_two(self, page):
        approval = runs.three(Mode.ALL)
        page(approval, "F").send("ask", to=key("I"), text="来源是否核实？")
        question = Question.objects.get()
        assert (
            "来源是否核实？" in page(approval, "I").open(f"questions/{question.pk}/answer").content.decode()
        )
        page(approval, "I").send(f"questions/{question.pk}/answer", text="已核实")
        assert "已核实" in page(approval, "F").sheet().content.decode()
        assert "已核实" not in page(approval, "C").sheet().content.decode()
        assert page(approval, "I").open(f"questions/{question.pk}/answer").status_code == 404

    def test_a_signer_changes_what_the_step_lets_them_change(self, page):
        runs.chain((Mode.ANY, "F", {}), (Mode.ANY, "A", {"editable": ["plan"]}), code="clue.opinion")
        clue = clue_at(ClueState.ASSIGNED)
        way = DisposalWay.objects.get(code="verification")
        details = {"group": "两人", "work_plan": "1号"}
        submit_opinion(clue.number, way=way, plan="先谈话", details=details, by=person("team_handler"))
        approval = running_approval(clue)
        runs.sign(approval, "F")
        signer = page(approval, "A")
        form = signer.open("amend").context["form"]
        assert {name: field.initial for name, field in form.fields.items()} == {"plan": "先谈话"}
        same = signer.send("amend", plan="先谈话")
        assert same.context["form"].non_field_errors() == ["You have changed nothing."]
        signer.send("amend", plan="先核对票据")
        runs.sign(approval, "A")
        (difference,) = page(approval, "F").sheet().context["differences"]
        assert (difference.before, difference.now) == ("先谈话", "先核对票据")


class TestDeciding:
    def test_a_return_goes_to_an_earlier_step(self, page):
        approval = runs.three(Mode.ALL)
        assert len(page(approval, "F").sheet().context["form"].fields["to"].choices) == 1
        runs.sign(approval, "F")
        first = approval.steps.order_by("position")[0]
        assert "A return goes to" in page(approval, "A").sheet().content.decode()
        page(approval, "A").send(decision="returned", opinion="请再审", to=str(first.pk))
        assert runs.asked(approval) == "F"
        assert "Sent back, to be signed anew" in page(approval, "F").sheet().content.decode()

    def test_the_difference_to_what_was_signed_here_before(self, page):
        approval = runs.three(Mode.ALL)
        runs.sign(approval, "F")
        runs.send_back(approval, "A", "I")
        runs.resubmit(approval, changed=True)
        shown = page(approval, "F").sheet()
        assert [str(each.label) for each in shown.context["differences"]] == ["Unit in charge"]
        assert "Changed since this was last decided here" in shown.content.decode()
        assert page(approval, "I").sheet().context["differences"] == []

    def test_a_proxys_signature_bears_both_names(self, page):
        approval = runs.three(Mode.ALL)
        today = timezone.localdate()
        away, proxy = person(runs.NAMES["F"]), person(runs.NAMES["X"])
        actions.declare_absence(actions.NewAbsence(away, proxy, today, today), by=away)
        page(approval, "X").send(decision="approved", opinion="")
        shown = page(approval, "I").sheet().content.decode()
        assert "group head for petition head" in shown
        assert "signed as proxy" in shown

    def test_who_signed_one_step_before_counts_here_too(self, page):
        runs.chain((Mode.ANY, "F", {}), (Mode.ANY, "FA", {}), (Mode.ANY, "C", {}))
        approval = runs.started()
        runs.sign(approval, "F")
        assert "signed at “F”, counts here too" in page(approval, "I").sheet().content.decode()

    def test_a_hidden_field_is_neither_shown_nor_signed(self, page):
        runs.chain((Mode.ANY, "F", {"hidden": ["summary"]}))
        approval = runs.started()
        shown = page(approval, "F").sheet()
        assert "Main allegations" not in [str(label) for label, _text in shown.context["lines"]]
        assert page(approval, "F").send(decision="approved", opinion="").status_code == 302
        assert Signature.objects.get().snapshot.digest == shown.context["digest"]


class TestTooLate:
    def test_what_was_typed_stays_and_the_colleague_is_named(self, page):
        clue = clue_at(ClueState.PROPOSED)
        approval = running_approval(clue)
        head = page(approval, "management_head")
        digest = head.sheet().context["digest"]
        sign_as("management_head", clue)
        late = head.send("transfer", digest=digest, to=key("X"), reason="写了很久的理由")
        assert late.status_code == 409
        assert "写了很久的理由" in late.content.decode()
        assert "management head was quicker." in late.content.decode()

    def test_withdrawn_meanwhile(self, page):
        approval = runs.three(Mode.ALL)
        signer = page(approval, "F")
        digest = signer.sheet().context["digest"]
        actions.withdraw(approval.pk, by=person("manager"), reason="另案处理")
        late = signer.send(decision="approved", opinion="同意办理", digest=digest)
        assert late.status_code == 409
        assert "Withdrawn by manager: 另案处理." in late.content.decode()

    def test_handed_over_meanwhile(self, page):
        approval = runs.three(Mode.ALL)
        signer = page(approval, "F")
        digest = signer.sheet().context["digest"]
        actions.transfer(approval.pk, to=person(runs.NAMES["X"]), by=person(runs.NAMES["F"]), reason="r")
        late = signer.send(decision="approved", opinion="同意办理", digest=digest)
        assert late.status_code == 403
        assert "This signature is asked of somebody else." in late.content.decode()

    def test_changed_meanwhile_the_typed_opinion_stays_with_the_new_content(self, page):
        signer = page(runs.three(Mode.ALL), "F")
        late = signer.send(decision="approved", opinion="同意办理", digest="0" * 64)
        assert late.status_code == 412
        assert "同意办理" in late.content.decode()
        assert late.context["digest"] == signer.sheet().context["digest"]
        assert signer.send("transfer", digest="0" * 64, to=key("X"), reason="r").status_code == 412

    def test_without_saying_what_was_seen_nothing_moves(self, page):
        signer = page(runs.three(Mode.ALL), "F")
        assert (
            signer.client.post(f"{signer.path}transfer/", {"to": key("X"), "reason": "r"}).status_code == 428
        )
