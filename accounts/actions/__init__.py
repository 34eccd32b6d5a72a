"""The only place that writes units, people, posts, clearance and recusal."""

from accounts.actions.directory import (
    NewPerson,
    NewUnit,
    close_unit,
    disable_person,
    end_post,
    enter_person,
    give_post,
    open_unit,
    set_clearance,
)
from accounts.actions.recusals import (
    NewFormerPost,
    Why,
    declare_recusal,
    end_recusal,
    enter_former_post,
    recuse,
    set_branch,
    strike_former_post,
)

__all__ = [
    "NewFormerPost",
    "NewPerson",
    "NewUnit",
    "Why",
    "close_unit",
    "declare_recusal",
    "disable_person",
    "end_post",
    "end_recusal",
    "enter_former_post",
    "enter_person",
    "give_post",
    "open_unit",
    "recuse",
    "set_branch",
    "set_clearance",
    "strike_former_post",
]
