"""A virtual user as Locust runs it: waits for its turn, then makes pass after pass.

Locust starts, counts and stops these; its tasks, its HTTP clients and its request event are not used, since they
cost twice the speed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from locust.env import Environment
from locust.user import User
from locust.user.task import LOCUST_STATE_RUNNING, LOCUST_STATE_STOPPING, LOCUST_STATE_WAITING

if TYPE_CHECKING:
    from loadstudio.engine.worker.crew import Crew


def _no_task(user: User) -> None:
    """Never called: `run` makes passes instead."""


class CrewEnvironment(Environment):
    """Locust's environment of a worker, with the crew that its users belong to."""

    crew: Crew


class VirtualUser(User):
    """`is_between_passes` tells that stopping it loses nothing."""

    abstract = False
    tasks = [_no_task]  # noqa: RUF012 - Locust's way; it warns of users without any
    environment: CrewEnvironment

    @property
    def is_between_passes(self) -> bool:
        return self._state != LOCUST_STATE_RUNNING

    def run(self) -> None:  # type: ignore[misc]  # Locust wants tasks; doing without them is what this class is for
        """Make passes while the plan wants this user. Ended by Locust or the crew with GreenletExit."""
        crew = self.environment.crew
        self._state = LOCUST_STATE_WAITING
        with crew.enlist() as place:
            while True:
                number = crew.next_pass(place)
                self._state = LOCUST_STATE_RUNNING
                goes_on = crew.make_pass(place, number)
                if crew.is_halting or self._state == LOCUST_STATE_STOPPING:
                    return
                self._state = LOCUST_STATE_WAITING
                if not goes_on:
                    crew.retire(place)
