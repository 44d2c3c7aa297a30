"""The kinds of check that a person can choose among, one changed into another, and expected JSON values as they are
typed.
"""

from __future__ import annotations

import json
from typing import Literal

from msgspec.structs import replace

from loadstudio.scenario.assertion import (
    Check,
    HeaderCheck,
    JsonCheck,
    JsonKeysCheck,
    NoLoginFormCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)

type CheckKind = Literal["status", "text", "lacks", "json", "json_keys", "header", "redirect", "no_login_form"]

KINDS: tuple[CheckKind, ...] = ("status", "text", "lacks", "json", "json_keys", "header", "redirect", "no_login_form")


def check_kind(check: Check) -> CheckKind:  # noqa: PLR0911 - one for each kind
    """Return what kind of check it is."""
    match check:
        case StatusCheck():
            return "status"
        case TextCheck(absent=absent):
            return "lacks" if absent else "text"
        case JsonCheck():
            return "json"
        case JsonKeysCheck():
            return "json_keys"
        case HeaderCheck():
            return "header"
        case RedirectCheck():
            return "redirect"
        case NoLoginFormCheck():
            return "no_login_form"


def new_check(kind: CheckKind, status: int = 0) -> Check:  # noqa: PLR0911 - as above
    """Return a check of a kind; `status` is what the recorded answer had, 0 where there is none."""
    match kind:
        case "status":
            return StatusCheck(recorded=status or 200)
        case "text" | "lacks":
            return TextCheck(text="", absent=kind == "lacks")
        case "json":
            return JsonCheck(path="$", equals="null")
        case "json_keys":
            return JsonKeysCheck(keys=())
        case "header":
            return HeaderCheck(name="")
        case "redirect":
            return RedirectCheck(route="/")
        case "no_login_form":
            return NoLoginFormCheck()


def as_kind(check: Check, kind: CheckKind, status: int = 0) -> Check:
    """Return a check of another kind; the text stays where both kinds have one, and whether it is on."""
    if check_kind(check) == kind:
        return check
    made = new_check(kind, status)
    if isinstance(check, TextCheck) and isinstance(made, TextCheck):
        return TextCheck(text=check.text, absent=made.absent, enabled=check.enabled)
    return made if check.enabled else _off(made)


def is_empty(check: Check) -> bool:
    """Return whether a check says nothing yet: it would pass or fail whatever is answered."""
    match check:
        case TextCheck(text=text):
            return not text
        case JsonKeysCheck(keys=keys):
            return not keys
        case HeaderCheck(name=name):
            return not name
        case _:
            return False


def json_as_typed(equals: str) -> str:
    """Return an expected JSON value as people type it: texts without quotes, unless they read like another value."""
    try:
        value = json.loads(equals)
    except ValueError:
        return equals
    return value if isinstance(value, str) and not _is_json(value) else equals


def typed_as_json(text: str) -> str:
    """Return what was typed as JSON: `12`, `true`, `"a text"`; anything else is a text."""
    return text.strip() if _is_json(text) else json.dumps(text, ensure_ascii=False)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _off(check: Check) -> Check:
    return replace(check, enabled=False)
