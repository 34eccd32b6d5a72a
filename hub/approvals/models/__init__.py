from hub.approvals.models.chains import Chain, ChainSigner, ChainStep
from hub.approvals.models.runs import Approval, Seat, Signature, Snapshot, Step

__all__ = ["Approval", "Chain", "ChainSigner", "ChainStep", "Seat", "Signature", "Snapshot", "Step"]
