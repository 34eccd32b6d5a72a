"""The only place that writes approvals."""

from hub.approvals.actions.absences import (
    NewAbsence,
    admit_proxies,
    admit_proxy,
    declare_absence,
    end_absence,
)
from hub.approvals.actions.amending import amend
from hub.approvals.actions.backing import take_back, terminate, withdraw
from hub.approvals.actions.chains import (
    describe_chain,
    discard_chain,
    draw_chain,
    release_chain,
    remove_step,
    save_step,
)
from hub.approvals.actions.deciding import (
    Signed,
    reject,
    resubmit,
    return_to_initiator,
    return_to_step,
    sign,
    sign_many,
    submit_for_approval,
)
from hub.approvals.actions.escalating import escalate_due
from hub.approvals.actions.handing import add_signer, claim, delegate, release, remove_signer, transfer
from hub.approvals.actions.relieving import relieve, relieve_vacant
from hub.approvals.actions.talking import answer_aside, ask_aside, copy_to, mark_read, urge

__all__ = [
    "NewAbsence",
    "Signed",
    "add_signer",
    "admit_proxies",
    "admit_proxy",
    "amend",
    "answer_aside",
    "ask_aside",
    "claim",
    "copy_to",
    "declare_absence",
    "delegate",
    "describe_chain",
    "discard_chain",
    "draw_chain",
    "end_absence",
    "escalate_due",
    "mark_read",
    "reject",
    "release",
    "release_chain",
    "relieve",
    "relieve_vacant",
    "remove_signer",
    "remove_step",
    "resubmit",
    "return_to_initiator",
    "return_to_step",
    "save_step",
    "sign",
    "sign_many",
    "submit_for_approval",
    "take_back",
    "terminate",
    "transfer",
    "urge",
    "withdraw",
]
