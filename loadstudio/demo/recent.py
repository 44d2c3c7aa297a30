"""A dictionary that forgets what was longest unused, so that hours of load cannot fill the memory."""

from __future__ import annotations

from collections import OrderedDict


class Recent[Key, Value]:
    """Maps keys to values and keeps the `limit` entries that were read or written last."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def __setitem__(self, key: Key, value: Value) -> None:
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def get(self, key: Key) -> Value | None:
        """Return the value of `key` and count that as use, or None when it is unknown or forgotten."""
        value = self._entries.get(key)
        if value is not None:
            self._entries.move_to_end(key)
        return value

    def pop(self, key: Key) -> Value | None:
        """Take `key` out and return its value, or None when it is unknown or forgotten."""
        return self._entries.pop(key, None)
