"""The clue's way over the interface: what is sent at each step, by whom, and where it leads."""

from tests.signing import running_approval

BODIES = {
    "proposals": {"chosen": "team-1"},
    "proposal-revisions": {"chosen": "team-1"},
    "pushes": {"note": "请按期处置"},
    "sign-offs": {},
    "returns": {"reason": "不属本单位管辖"},
    "assignments": {"handlers": ["team_handler", "team_handler_2"]},
    "opinions": {
        "way": "verification",
        "plan": "按计划初核",
        "details": {"group": "两人", "work_plan": "1号"},
    },
    "opinion-revisions": {
        "way": "inquiry",
        "plan": "改为函询",
        "details": {"questions": "一、二", "request": "2号"},
    },
    "results": {
        "finding": "unfounded",
        "report": "经核查失实",
        "statement": "本人说明",
        "proposal": "conclude",
    },
    "report-revisions": {
        "finding": "not_proven",
        "report": "无法查实",
        "statement": "本人说明",
        "proposal": "hold",
    },
    "feedback": {"text": "核查结果反馈"},
    "conclusions": {"reason": "已办理完毕"},
}
DONE_BY = {
    "proposals": "manager",
    "proposal-revisions": "manager",
    "pushes": "manager",
    "sign-offs": "team_custodian",
    "returns": "team_custodian",
    "assignments": "team_leader",
    "opinions": "team_handler",
    "opinion-revisions": "team_handler",
    "results": "team_handler",
    "report-revisions": "team_handler",
    "feedback": "team_leader",
    "conclusions": "manager",
}
# Address -> (state it leaves, state it leads to); revisions need a return first, see below.
MOVES = {
    "proposals": ("registered", "proposed"),
    "pushes": ("approved", "pushed"),
    "sign-offs": ("pushed", "signed"),
    "returns": ("pushed", "registered"),
    "assignments": ("signed", "assigned"),
    "opinions": ("assigned", "opinion"),
    "results": ("in_disposal", "report"),
    "feedback": ("result", "answered"),
    "conclusions": ("answered", "answered"),  # until somebody else has agreed
}


# What leaves the straight way has tests of its own below.
SIDE_ROADS = {"merges", "merge-undoings", "splits", "holds", "take-ups", "follow-ups"}
SIDE_ROADS |= {"extensions", "suspensions", "resumptions", "strikings"}
SIDE_ROADS |= {"take-ons", "sender-returns", "transfers", "transfer-acceptances", "transfer-receipts"}
SIDE_ROADS |= {"transfer-refusals", "outcomes"}
SIDE_ROADS |= {"replacements", "recusals", "recusal-orders"}
# The whole way: steps by their address, signatures by who signs.
WAY = ["proposals", "management_head", "secretary", "pushes", "sign-offs", "assignments"]
WAY += [
    "opinions",
    "team_leader",
    "deputy",
    "results",
    "team_handler_2",
    "team_leader",
    "deputy",
    "secretary",
]
WAY += ["feedback", "conclusions", "management_head"]


def decide(caller, clue, way="signatures", **body):
    approval = running_approval(clue)
    etag = caller.read(f"approvals/{approval.pk}")["ETag"]
    return caller.write(f"approvals/{approval.pk}/{way}", body, If_Match=etag)
