"""Which worker has which users: numbers dealt out evenly, and those of a lost worker given to the others."""

from __future__ import annotations


class Roster:
    """Users by worker. A user keeps its number, and as long as its worker lives, its worker."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[int]] = {}
        self._homeless: list[int] = []
        self.users = 0

    @property
    def workers(self) -> tuple[str, ...]:
        """The workers in the order in which they joined."""
        return tuple(self._numbers)

    def join(self, worker: str) -> None:
        """Add a worker; it gets users when there are more, or when another is lost."""
        self._numbers.setdefault(worker, [])
        self._deal()

    def lose(self, worker: str) -> int:
        """Deal a lost worker's users to the others and return how many they were."""
        numbers = self._numbers.pop(worker, [])
        self._homeless += numbers
        self._deal()
        return len(numbers)

    def grow(self, users: int) -> None:
        """Have at least so many users."""
        self._homeless += range(self.users, users)
        self.users = max(self.users, users)
        self._deal()

    def numbers(self, worker: str) -> tuple[int, ...]:
        """Return the numbers of a worker's users."""
        return tuple(self._numbers.get(worker, ()))

    def workers_of(self, numbers: range) -> tuple[str, ...]:
        """Return the workers that have any of these users."""
        return tuple(worker for worker, own in self._numbers.items() if any(number in numbers for number in own))

    def _deal(self) -> None:
        """Each number goes to the worker with the fewest."""
        if not self._numbers:
            return
        for number in self._homeless:
            min(self._numbers.values(), key=len).append(number)
        self._homeless = []
