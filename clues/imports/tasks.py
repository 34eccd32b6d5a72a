"""Jobs about files of letters."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from clues.imports.actions.files import fail_import, forget_files
from clues.imports.actions.rows import run_import
from clues.imports.models import ImportState
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


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget-files-of-letters")
def forget_files_of_letters(timestamp: int) -> None:
    """Hourly: drop files of letters that nobody has gone on with for as long as the rules keep them."""
    forget_files(timezone.now())
