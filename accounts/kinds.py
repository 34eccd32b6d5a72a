"""What can happen to units and people."""

from django.utils.translation import gettext_lazy as _

from hub.events.kinds import EventKinds, event_kinds


@event_kinds
class Kind(EventKinds):
    UNIT_OPENED = "unit.opened", _("Unit opened")
    UNIT_MOVED = "unit.moved", _("Unit moved")
    UNIT_CLOSED = "unit.closed", _("Unit closed")
    PERIOD_CHANGED = "period.changed", _("Period of a rule changed")
    PERSON_ENTERED = "person.entered", _("Person entered")
    PERSON_DISABLED = "person.disabled", _("Person disabled")
    POST_GIVEN = "post.given", _("Post given")
    POST_ENDED = "post.ended", _("Post ended")
    CLEARANCE_SET = "person.clearance_set", _("Clearance set")
    CLIENT_REGISTERED = "client.registered", _("External system registered")
    RECUSAL_DECLARED = "recusal.declared", _("Recusal declared")
    RECUSAL_ENDED = "recusal.ended", _("Recusal ended")
    FORMER_POST_ENTERED = "former_post.entered", _("Former post noted")
    FORMER_POST_STRUCK = "former_post.struck", _("Former post struck out")
    BRANCH_SET = "person.branch_set", _("Party branch set")
    PASSWORD_GIVEN = "person.password_given", _("One-time password given")
    PASSWORD_CHANGED = "person.password_changed", _("Password changed")
    LOADED = "directory.loaded", _("File of units or people loaded")
    FOUNDED = "administration.founded", _("Administration founded")
