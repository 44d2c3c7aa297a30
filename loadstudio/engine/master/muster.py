"""Which workers have come to a run before it begins, and whether all are there. Pure.

A computer lends several worker processes; it has joined when all of them have.
"""

from __future__ import annotations

from loadstudio.base.units import counted_text, duration_text
from loadstudio.engine.between.orders import Joined


class Muster:
    """Waits for `local` workers of this computer and for `machines` other computers."""

    def __init__(self, local: int, machines: int = 0) -> None:
        self._local = local
        self.machines = machines
        self._joined: dict[str, Joined] = {}
        self.workers: tuple[str, ...] = ()
        """Those that take part, in the order of their numbers; () until `choose`."""

    def join(self, worker: str, joined: Joined) -> None:
        """A worker has come."""
        self._joined[worker] = joined

    def leave(self, worker: str) -> None:
        """A worker has gone before the run began."""
        self._joined.pop(worker, None)

    @property
    def machines_joined(self) -> int:
        """How many other computers are there with all their workers."""
        return len(self._whole_machines() - {""})

    @property
    def machine_names(self) -> tuple[str, ...]:
        """The names of the other computers that are there with all their workers."""
        hosts = {joined.machine: joined.host for joined in self._joined.values()}
        return tuple(sorted(hosts[machine] for machine in self._whole_machines() - {""}))

    @property
    def is_complete(self) -> bool:
        """Whether all that are waited for are there."""
        here = sum(joined.machine == "" for joined in self._joined.values())
        return here >= self._local and self.machines_joined >= self.machines

    def close(self) -> bool:
        """Wait for no further computers; tell whether a run can begin so: one must be there, and all that this one has
        to give.
        """
        here = sum(joined.machine == "" for joined in self._joined.values())
        if not self.machines_joined or here < self._local:
            return False
        self.machines = self.machines_joined
        return True

    def choose(self, most: int) -> tuple[str, ...]:
        """Number the workers that take part, at most so many, evenly from all computers; return the others."""
        whole = self._whole_machines()
        by_machine: dict[str, list[str]] = {}
        for worker, joined in self._joined.items():
            if joined.machine in whole:
                by_machine.setdefault(joined.machine, []).append(worker)
        turns = sorted((place, worker) for own in by_machine.values() for place, worker in enumerate(own))
        self.workers = tuple(worker for _, worker in turns[:most])
        return tuple(worker for worker in self._joined if worker not in self.workers)

    def joined(self, worker: str) -> Joined | None:
        """Return what a worker said when it came."""
        return self._joined.get(worker)

    def is_remote(self, worker: str) -> bool:
        """Tell whether a worker is on another computer."""
        joined = self._joined.get(worker)
        return joined is not None and joined.machine != ""

    def worker_of(self, pid: int) -> str | None:
        """Return this computer's worker with a process id."""
        return next((name for name, one in self._joined.items() if one.machine == "" and one.pid == pid), None)

    def name(self, worker: str) -> str:
        """Return a worker as people read it: `Worker 2`, `Worker 3 on alder`."""
        number = self.workers.index(worker) + 1 if worker in self.workers else len(self._joined)
        where = f" on {self._joined[worker].host}" if self.is_remote(worker) else ""
        return f"Worker {number}{where}"

    def neighbours(self, worker: str) -> int:
        """Return how many workers in the run share a worker's computer, itself among them."""
        machine = self._joined[worker].machine
        return sum(self._joined[other].machine == machine for other in self.workers)

    def whence(self) -> str:
        """Return which computers make the load, in words: `this computer (2 workers), alder (8 workers)`."""
        named: dict[str, str] = {}
        for worker in self.workers:
            joined = self._joined[worker]
            workers = counted_text(self.neighbours(worker), "worker")
            named[joined.machine] = f"{joined.host if joined.machine else 'this computer'} ({workers})"
        return ", ".join(named.values())

    def missing_text(self, waited_s: float) -> str:
        """Return that not all came, as a sentence with what to look for."""
        waited = duration_text(waited_s)
        if not self.machines:
            return f"The workers did not start within {waited}."
        return (
            f"{self.machines_joined} of {counted_text(self.machines, 'other computer')} joined within {waited}. Is the "
            "port open in the firewall, and what does `loadstudio worker` say over there?"
        )

    def _whole_machines(self) -> set[str]:
        counts: dict[str, int] = {}
        for joined in self._joined.values():
            counts[joined.machine] = counts.get(joined.machine, 0) + 1
        return {joined.machine for joined in self._joined.values() if counts[joined.machine] >= joined.processes}
