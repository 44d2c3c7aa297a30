"""What is known of a changing value in one sentence for people, with its values as recorded and as replayed, secrets
masked.
"""

from __future__ import annotations

from loadstudio.scenario.model import Variable

_SHOWN = 24
_LEAST_TO_SHOW_AN_END = 16

_SENTENCES = {
    ("confirmed", "extracted"): "confirmed. Recorded as {was}, the replay got {now} and the site took it.",
    ("confirmed", "generated"): "confirmed. The replay sent one of its own and the site took it.",
    ("constant", "extracted"): "constant so far. The replay got {was} again, as recorded; it is still taken each time.",
    ("constant", "constant"): "constant so far. It was sent as recorded, {was}, and the site took it.",
    ("unresolved", "extracted"): "unresolved. The replay got {now}, but the requests that send it went wrong.",
    ("unresolved", "generated"): "unresolved. The replay sent one of its own, and those requests went wrong.",
    ("unresolved", "constant"): "unresolved. It was sent as recorded, {was}, and those requests went wrong.",
}
_NOT_FOUND = "unresolved. The replay did not find it where the recording had {was}."


def sentence_of(variable: Variable) -> str:
    """Return what is known of a changing value, in one sentence for people."""
    pattern = _SENTENCES.get((variable.status, variable.origin), "not played back yet.")
    if variable.status == "unresolved" and variable.origin == "extracted" and not variable.replayed_value:
        pattern = _NOT_FOUND
    was = shown(variable.recorded_value, secret=variable.secret)
    now = shown(variable.replayed_value, secret=variable.secret)
    return f"{variable.label} ({variable.name}): {pattern.format(was=was, now=now)}"


def shown(value: str, *, secret: bool) -> str:
    """Return a value fit for a sentence: in quotes, cut, of a secret the end at most."""
    if secret:
        return f"“••••{value[-4:]}”" if len(value) >= _LEAST_TO_SHOW_AN_END else "“••••”"
    line = " ".join(value.split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"
