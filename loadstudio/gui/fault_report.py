"""The report of a fault of the program as text: which versions, where it happened, what was done before. No Qt here.

What a message may quote of a person's data is left out: quoted texts, what stands in addresses besides the host,
and the name of the person's folder.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import Path

from loadstudio.base.versions import version_lines

_QUOTED = re.compile(r"""(["'`])(?:\\.|(?!\1).)*\1""", re.DOTALL)
_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*://)(?:[^\s/@]*@)?([^\s/?#]*)[^\s]*")
_NAMED = re.compile(r"\b(\w*(?:token|password|secret|key|session|cookie|authorization)\w*\s*[=:]\s*)\S+", re.IGNORECASE)
_MESSAGE_CHARS = 400
_CHAIN = 5


def without_data(message: str) -> str:
    """Return an error's message without what it may quote of recordings, scenarios and answers."""
    text = message
    for pattern, instead in ((_QUOTED, r"\1…\1"), (_ADDRESS, r"\1\2/…"), (_NAMED, r"\1…")):
        text = pattern.sub(instead, text)
    return text if len(text) <= _MESSAGE_CHARS else text[:_MESSAGE_CHARS] + " …"


def fault_lines(error: BaseException) -> tuple[str, ...]:
    """Return where an error was raised, the errors that led to it first, as Python shows it but without data."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain and len(chain) < _CHAIN:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    lines: list[str] = []
    for one in reversed(chain):
        lines += [line for entry in traceback.format_tb(one.__traceback__) for line in entry.rstrip().split("\n")]
        lines.append(f"{type(one).__name__}: {without_data(str(one))}".rstrip(": "))
    home = str(Path.home())
    return tuple(line.replace(home, "~") if len(home) > 1 else line for line in lines)


def report_text(faults: Iterable[tuple[str, ...]], done_before: Iterable[str]) -> str:
    """Return the report: the lines of each fault, what was done before the first of them, versions."""
    before = list(done_before) or ["nothing yet"]
    parts = [*map(list, faults), ["What was done before, last at the end:", *before], list(version_lines())]
    return "\n\n".join("\n".join(part) for part in parts)
