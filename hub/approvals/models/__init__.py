from hub.approvals.models.absences import Absence
from hub.approvals.models.chains import Chain, ChainSigner, ChainStep
from hub.approvals.models.runs import Approval, Seat, Signature, Snapshot, Step
from hub.approvals.models.talk import Copy, Question, Urge

__all__ = [
    "Absence",
    "Approval",
    "Chain",
    "ChainSigner",
    "ChainStep",
    "Copy",
    "Question",
    "Seat",
    "Signature",
    "Snapshot",
    "Step",
    "Urge",
]
