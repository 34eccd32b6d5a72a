"""Faults in who may do what."""

from tests.mutations.fault import Fault

CLUES = ("matrix/test_clue.py",)
APPROVALS = ("matrix/test_approval.py",)

FAULTS = [
    Fault(
        "a head of an office manages its clues",
        "may_manage",
        "by.holds(Role.CASE_MANAGER, unit_id=clue.office_id)",
        "by.holds(Role.CASE_MANAGER, Role.OFFICE_HEAD, unit_id=clue.office_id)",
        CLUES,
    ),
    Fault(
        "a head signs for a clue",
        "may_receive",
        "by.holds(Role.CUSTODIAN, unit_id=clue.target_id)",
        "by.holds(Role.CUSTODIAN, *HEADS, unit_id=clue.target_id)",
        CLUES,
    ),
    Fault(
        "the custodian of any unit signs for it",
        "may_receive",
        "by.holds(Role.CUSTODIAN, unit_id=clue.target_id)",
        "by.holds(Role.CUSTODIAN)",
        CLUES,
    ),
    Fault(
        "a handler who left goes on handling",
        "may_handle",
        "each.person_id == by.pk and each.ended_at is None",
        "each.person_id == by.pk",
        ("test_recusing.py", "recusing/test_grounds.py", "test_recusing_aside.py"),
    ),
    Fault(
        "handlers name handlers",
        "may_assign",
        "by.holds(*HEADS, unit_id=clue.holder_id)",
        "by.holds(*HEADS, Role.HANDLER, unit_id=clue.holder_id)",
        CLUES,
    ),
    Fault(
        "an organ inside need not sign itself",
        "may_confirm_receipt",
        "if clue.target_id:",
        "if clue.target_id is None and clue.pk is None:",
        CLUES,
    ),
    Fault(
        "anybody orders a recusal",
        "may_order_recusal",
        "if manages or",
        "if not manages or",
        CLUES,
    ),
    Fault(
        "what follows from an approval is done while it runs",
        "follows_approval",
        "latest.outcome != Outcome.RUNNING",
        "latest.outcome == Outcome.RUNNING",
        CLUES,
    ),
    Fault(
        "what is kept apart is passed down",
        "may_pass_down",
        "if letter.is_apart:",
        "if letter.is_apart and letter.pk is None:",
        ("test_passing_down.py",),
    ),
    Fault(
        "an identity is opened without a grant",
        "may_open_identity",
        "if letter.identity_requests.filter(by=by).usable(timezone.now()).exists():",
        "if letter.identity_requests.filter(by=by).exists():",
        ("test_identities.py",),
    ),
    Fault(
        "another than the one asked opens an identity",
        "may_answer_for_identity",
        "request.approver_id == by.pk and by in",
        "by in",
        ("test_identities.py",),
    ),
    Fault(
        "an administrator holds another post",
        "may_hold",
        "if clash:",
        "if clash and role in ADMINISTRATORS:",
        (
            "test_loading.py",
            "test_loading_commands.py",
            "test_passwords.py",
            "test_administration.py",
            "test_posts.py",
        ),
    ),
    Fault(
        "one classifies above one's clearance",
        "may_classify",
        "level.rank <= _highest_rank(by)",
        "level.rank <= _highest_rank(by) + 1",
        ("test_classification.py", "api/test_letters.py", "pages/test_letters.py"),
    ),
    Fault(
        "a colleague signs what another has claimed",
        "holds_seat",
        "if seat.claimed_by_id not in (None, by.pk):",
        "if seat.claimed_by_id is None and seat.group_id is None:",
        ("approvals/test_actions.py", "approvals/test_proxies.py", *APPROVALS),
    ),
    Fault(
        "a proxy signs for somebody who is recused",
        "principal_of",
        "holds_seat(seat, absence.person) and _reads(seat.step.approval, absence.person)",
        "holds_seat(seat, absence.person)",
        (
            "test_recusing_aside.py",
            "test_recused_doors.py",
            "approvals/test_actions.py",
            "approvals/test_proxies.py",
        ),
    ),
    Fault(
        "one signs what one submitted",
        "_asks_nobody_themselves",
        "seat.step.approval.initiator_id in (by.pk, principal.pk if principal else None)",
        "seat.step.approval.initiator_id is None",
        ("approvals/test_actions.py", "approvals/test_proxies.py", *APPROVALS),
    ),
    Fault(
        "who signed before signs where another is wanted",
        "_is_another",
        "if seat.step.same_person != SamePerson.OTHER:",
        "if seat.step.same_person != SamePerson.ASK:",
        APPROVALS,
    ),
    Fault(
        "whoever answers for nothing urges",
        "may_urge",
        "if may_withdraw(approval, by) or may_terminate(approval, by):",
        "if may_withdraw(approval, by) or not may_terminate(approval, by):",
        APPROVALS,
    ),
    Fault(
        "one releases one's own draft of a chain",
        "may_release_chain",
        "if chain.drawn_by_id == by.pk:",
        "if chain.drawn_by_id is None:",
        ("approvals/test_chains.py", "pages/test_chains.py"),
    ),
]
