"""The only place that writes units, people, posts, clearance, recusal and the periods of rules."""

from accounts.actions.directory import (
    NewPerson,
    disable_person,
    end_post,
    enter_person,
    give_post,
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
from accounts.actions.rules import NewPeriod, change_period
from accounts.actions.units import NewUnit, close_unit, move_unit, open_unit

__all__ = [
    "NewFormerPost",
    "NewPeriod",
    "NewPerson",
    "NewUnit",
    "Why",
    "change_period",
    "close_unit",
    "declare_recusal",
    "disable_person",
    "end_post",
    "end_recusal",
    "enter_former_post",
    "enter_person",
    "give_post",
    "move_unit",
    "open_unit",
    "recuse",
    "set_branch",
    "set_clearance",
    "strike_former_post",
]
