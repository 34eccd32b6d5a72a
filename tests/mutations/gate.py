"""Faults in who may see a row."""

from tests.mutations.fault import Fault

GATE = ("access/test_visible.py", "access/test_gate.py", "access/test_paging.py")

FAULTS = [
    Fault(
        "a clearance one too low is enough",
        "_piece",
        "Q(classification__lte=_CLEARANCE)",
        "Q(classification__lte=_CLEARANCE) | Q(classification=20)",
        GATE,
    ),
    Fault(
        "recusal hides nothing",
        "_piece",
        "if keys:",
        "if keys > 99:",
        GATE,
    ),
    Fault(
        "the keys of one reader stand for those of another",
        "gate_sql",
        "_KEY.format(n): barred for n, barred in enumerate(reader.barred_keys)",
        "_KEY.format(n): reader.barred_keys[0] for n, barred in enumerate(reader.barred_keys)",
        (*GATE, "test_recused_doors.py", "accounts/test_recusal.py"),
    ),
    Fault(
        "an expired grant opens",
        "Granted.as_sql",
        '" AND g.{holder} AND (g.expires_at IS NULL OR g.expires_at > %s) OFFSET 0)"',
        '" AND g.{holder} AND (g.expires_at IS NULL OR g.expires_at < %s OR true) OFFSET 0)"',
        GATE,
    ),
    Fault(
        "a list shows what was granted and has expired",
        "_MERGE",
        """    WHERE user_id = %s AND permission_id = %s AND content_object_id < %s
      AND (expires_at IS NULL OR expires_at > %s)""",
        """    WHERE user_id = %s AND permission_id = %s AND content_object_id < %s
      AND (expires_at IS NULL OR expires_at > %s OR true)""",
        GATE,
    ),
    Fault(
        "a list leaves out the gate behind a filter",
        "_passing",
        "rows.filter(Passes(rows.model, reader), pk=RawSQL",
        "rows.filter(pk=RawSQL",
        GATE,
    ),
    Fault(
        "a grant is shortened by a second one",
        "_INSERT",
        "ELSE greatest(g.expires_at, EXCLUDED.expires_at) END",
        "ELSE EXCLUDED.expires_at END",
        ("access/test_gate.py", "access/test_visible.py", "access/test_past.py", "test_transfers.py"),
    ),
    Fault(
        "taking back a grant leaves those to people",
        "_sides",
        "if to.people:",
        "if to.people and not to.groups:",
        (
            "test_merging.py",
            "test_recusing.py",
            "recusing/test_grounds.py",
            "test_compartments.py",
            "test_transfers.py",
        ),
    ),
    Fault(
        "nobody tells the ledger of a grant taken back",
        "revoke",
        "_tell(False, model, _closed(removed), by)",
        "_tell(False, model, {}, by)",
        ("access/test_past.py", "test_passing_down.py"),
    ),
    Fault(
        "without a post one goes on reading",
        "Reader.reads_nothing",
        "self.clearance is None or not self.group_ids",
        "self.clearance is None",
        (*GATE, "access/test_past.py", "live/test_live.py"),
    ),
    Fault(
        "readers from the row's side have no clearance",
        "PersonQuerySet.reading",
        "is_active=True, clearance__gte=rank",
        "is_active=True",
        (*GATE, "test_classification.py"),
    ),
    Fault(
        "former units no longer recuse",
        "PersonQuerySet.recused_from",
        "| Exists(former.filter(**of, unit_key__in=keys))",
        "",
        ("accounts/test_recusal.py", "access/test_past.py", "access/test_recused_doors.py"),
    ),
    Fault(
        "a look is not kept",
        "note_look",
        'if request.method != "HEAD":',
        'if request.method == "HEAD":',
        ("access/test_looks.py",),
    ),
    Fault(
        "the past forgets when a grant ended",
        "Story.openings_for",
        "said.expires_at is None or said.expires_at > moment",
        "said.expires_at is None or said.expires_at < moment",
        ("access/test_past.py",),
    ),
]
