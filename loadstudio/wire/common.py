"""What every child process says: who it is, and why it cannot go on."""

from __future__ import annotations

import msgspec

PROTOCOL_VERSION = 1


class Hello(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Hello"):
    """First line of every child. A parent refuses a child with another protocol version."""

    role: str
    protocol: int = PROTOCOL_VERSION
    version: str = ""
    pid: int = 0


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Failed"):
    """The child cannot do what it was told and ends. `message` is a sentence for the person, `exit_code` as in the
    commands.
    """

    message: str
    exit_code: int = 5


class Noticed(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Noticed"):
    """Something the person should know; the work goes on."""

    message: str
