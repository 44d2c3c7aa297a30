"""This computer's part in a run that is made elsewhere, as a state machine without I/O: events of its worker processes
in, sentences for the person out.
"""

from __future__ import annotations

import msgspec

from loadstudio.supervise.child import ChildEnded
from loadstudio.wire.common import Failed
from loadstudio.wire.worker_messages import RunBegun, RunJoined, RunLeft


class WorkerSession:
    """`failure` is why a process could not join or lost the run, `reason` why the run sent this computer away."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._joined = 0
        self._begun = 0
        self._left = 0
        self.failure = ""
        self.exit_code = 0
        self.reason = ""

    @property
    def is_working(self) -> bool:
        """Whether any process makes load in the run."""
        return self._begun > self._left

    def handle(self, event: msgspec.Struct) -> tuple[str, ...]:
        """Take in what a process said (or that it ended); return what the person should know."""
        match event:
            case RunJoined():
                self._joined += 1
                if self._joined == self._processes:
                    return ("This computer has joined. The run begins when all others have.",)
            case RunBegun():
                self._begun += 1
                if self._begun == 1:
                    return ("The run has begun.",)
            case RunLeft():
                self._left += 1
                self.reason = event.reason or self.reason
            case Failed():
                self._fail(event.message, event.exit_code)
            case ChildEnded() if event.outcome.exit_code != 0 and not self.failure:
                sentence = event.outcome.sentence()
                self._fail(sentence, 5)
                return (sentence,)
        return ()

    def _fail(self, message: str, exit_code: int) -> None:
        self._left += 1
        self.failure = self.failure or message
        self.exit_code = self.exit_code or exit_code
