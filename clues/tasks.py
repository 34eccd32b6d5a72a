"""Jobs of the clue room."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from clues.actions.bulletins import draw_up_bulletins
from clues.actions.clearing import clear_all, clear_person, clear_subject
from clues.actions.holding import ask_for_reviews
from clues.actions.import_files import fail_import, forget_files
from clues.actions.imports import run_import
from clues.actions.recipients import tell_receivers as tell
from clues.actions.related import find_related
from clues.models.imports import ImportState
from hub.jobs.running import Patiently, is_last_attempt


@app.task(pass_context=True, retry=Patiently())
def run_letter_import(context: JobContext, batch_id: int) -> None:
    """Register the rows of a file that are left."""
    try:
        batch = run_import(batch_id, stop=context.should_abort)
    except Exception:
        if is_last_attempt(context.job):
            fail_import(batch_id, _("An unexpected error stopped this file several times."))
        raise
    if batch.state == ImportState.RUNNING and context.should_abort():
        raise JobAborted


@app.task(retry=Patiently())
def find_related_matters(subject_id: int) -> None:
    """Note which clues are about the same subject, and tell their holders."""
    find_related(subject_id)


@app.task(retry=Patiently())
def tell_receivers(correction_id: int) -> None:
    """Tell everyone who had received what was corrected."""
    tell(correction_id)


@app.task(retry=Patiently())
def clear_recused_of_person(person_id: int) -> None:
    """Hand on what a person holds who has become recused."""
    clear_person(person_id)


@app.task(retry=Patiently())
def clear_recused_from_subject(subject_id: int) -> None:
    """Hand on what people hold who are recused by something new about the subject."""
    clear_subject(subject_id)


@app.periodic(cron="5 0 * * *")
@app.task(queueing_lock="clear-recused")
def clear_recused_of_the_day(timestamp: int) -> None:
    """Just after midnight: recusals that began with the day, and what nobody could act on before."""
    clear_all()


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget-files-of-letters")
def forget_files_of_letters(timestamp: int) -> None:
    """Hourly: drop files of letters that nobody has gone on with for as long as the rules keep them."""
    forget_files(timezone.now())


@app.periodic(cron="11 6 * * *")
@app.task(queueing_lock="review-held-clues")
def review_held_clues(timestamp: int) -> None:
    """Every morning: ask for a new look at clues that have been held for half a year."""
    ask_for_reviews(timezone.now())


@app.periodic(cron="25 0 * * *")
@app.task(queueing_lock="draw-up-bulletins")
def draw_up_bulletins_of_the_day(timestamp: int) -> None:
    """Just after midnight: bulletins of periods that have ended, and of those nobody was there to draw up."""
    draw_up_bulletins(timezone.localdate())
