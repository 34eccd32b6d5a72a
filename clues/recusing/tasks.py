"""Jobs about recusal."""

from __future__ import annotations

from procrastinate.contrib.django import app

from clues.recusing.actions.clearing import clear_all, clear_person, clear_subject
from hub.jobs.running import Patiently


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
