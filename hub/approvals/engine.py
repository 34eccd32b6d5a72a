"""Viewflow as approvals drive it: the same engine, asked for no more than a turn needs.

It turns inside an action that holds the approval's row (`turn` insists on it), so it locks nothing itself,
opens no savepoints and reads no task anew. A gate leaves no task behind; an end is over once it is reached.
"""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from viewflow.workflow import PROCESS, STATUS, nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.view import ViewActivation
from viewflow.workflow.signals import flow_finished, flow_started, task_finished, task_started

from hub.kernel.transitions import is_held


class BeginActivation(StartHandleActivation):
    """A process that begins: nobody else knows its row yet."""

    @Activation.status.super()
    def execute(self) -> None:
        here = {"sender": self.flow_class, "process": self.process, "task": self.task}
        task_started.send(**here)
        self.process.save()
        self.complete()
        flow_started.send(**here)
        self.activate_next()


class AskedActivation(ViewActivation):
    """One task for each time a step is open, whoever and however many have to sign."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def answer(self, by: Any) -> None:
        """The step is decided; whoever decided it is the task's owner."""
        self.task.owner = by
        self.task.started = self.task.finished = now()
        self.task.save(update_fields=["owner", "status", "started", "finished"])
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)


class OverActivation(EndActivation):
    """The end of a flow without branches: where it is reached, no other task is open."""

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, **given: Any) -> Activation:
        process, at = prev_activation.process, now()
        task = flow_task.flow_class.task_class(
            process=process, flow_task=flow_task, token=token, status=STATUS.DONE, started=at, finished=at
        )
        task.save()
        task.previous.add(prev_activation.task)
        process.status, process.finished = PROCESS.DONE, at
        process.save(update_fields=["status", "finished"])
        here = {"sender": flow_task.flow_class, "process": process, "task": task}
        task_finished.send(**here)
        flow_finished.send(**here)
        return cls(task)


class Begin(nodes.StartHandle):
    activation_class = BeginActivation


class Asked(nodes.View):
    activation_class = AskedActivation


class Over(nodes.End):
    activation_class = OverActivation


class Gate(nodes.If):
    """Asks its condition as the engine passes, of the activation that leads here."""

    def _create(self, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Activation:
        node = self._on_true if self._condition(prev_activation) else self._on_false
        return node._create(prev_activation, token)


def turn(process: Any, task: Any, *, by: Any) -> None:
    """Complete the task of a step that is decided, and let the flow go on. The process's row must be held."""
    if not is_held(type(process), pk=process.pk):
        raise RuntimeError(f"{process!r} turns without being held by its action")
    task.process = process
    activation = task.flow_task.activation_class(task)
    activation.answer(by)
    activation.activate_next()
