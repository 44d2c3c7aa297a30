"""Values that no answer said: made by the page's script (the time, a UUID), or left over from before the recording.

What has a known recipe is made anew; the rest is kept as recorded and told, so that a person can decide.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import msgspec

from loadstudio.authoring.candidates import Use
from loadstudio.authoring.draft import Draft
from loadstudio.authoring.naming import is_secret, label, times, variable_name
from loadstudio.authoring.rank import ACCEPTED, base, is_token_name, looks_like_words
from loadstudio.base.clock import parse_iso
from loadstudio.scenario.model import Variable

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_JWT = re.compile(r"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*")
_UNITS = ((10, "s", 1.0), (13, "ms", 1e3), (16, "us", 1e6))
_CLOCK_REACH_S = 3600.0
_AHEAD_S = 5.0
_LONGEST = 2_000
_TYPED_KEYS = re.compile(
    r"mail|phone|tel|mobile|pass|pwd|street|zip|iban|card|cvc|comment|message|text|search|query|^q$", re.I
)


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What to send instead of an unsaid value: `expression` is a generator or the name of `variable`."""

    expression: str
    uses: tuple[Use, ...]
    sentence: str
    variable: Variable | None = None
    from_before: bool = False
    """It is a session or token that began before the recording: the person was logged in already."""


def made_values(draft: Draft, unsaid: Sequence[Use], reserved: Collection[str] = ()) -> tuple[Made, ...]:
    """Return what becomes of the unsaid values, in order of their first use; ordinary typed texts are left alone."""
    names = set(reserved)
    by_text: dict[str, list[Use]] = {}
    for use in unsaid:
        by_text.setdefault(use.text, []).append(use)
    found: list[Made] = []
    times_of_key: dict[str, list[Use]] = {}
    for text, uses in by_text.items():
        if clock := _clock(draft, uses):
            times_of_key.setdefault(clock, []).extend(uses)
        elif _UUID.fullmatch(text) and not is_secret(uses[0].slot.key, text):
            found.append(_uuid(draft, uses, names))
        elif _is_token(uses[0]):
            found.append(_unresolved(draft, uses, names))
    return (*(_time(expression, uses) for expression, uses in times_of_key.items()), *found)


def _clock(draft: Draft, uses: Iterable[Use]) -> str:
    """Return the generator of a time that moves with the request, or ''."""
    for use in uses:
        sent_s = draft.entries[use.request].started_us / 1e6
        unit, value_s = _time_of(use.text)
        if not unit or not -_CLOCK_REACH_S <= value_s - sent_s <= _AHEAD_S:
            return ""
    return f"now('{unit}')"


def _time_of(text: str) -> tuple[str, float]:
    if _ISO.fullmatch(text):
        try:
            moment: datetime = parse_iso(text)
        except ValueError:
            return "", 0.0
        return "iso", moment.timestamp()
    for digits, unit, factor in _UNITS:
        if len(text) == digits and text.isascii() and text.isdigit():
            return unit, int(text) / factor
    return "", 0.0


def _time(expression: str, uses: Sequence[Use]) -> Made:
    keys = ", ".join(dict.fromkeys(use.slot.key or "a value" for use in uses))
    sentence = f"{keys} is the time at which it was sent; it is written anew in {times(len(uses))}."
    return Made(expression=expression, uses=tuple(uses), sentence=sentence.replace("later ", ""))


def _uuid(draft: Draft, uses: Sequence[Use], names: set[str]) -> Made:
    name = _name(uses[0], names)
    step = draft.step_of(draft.requests[uses[0].request]).name
    sentence = f"{step} sends {uses[0].slot.key or name}, which the page makes up itself; each pass gets a new one."
    variable = Variable(
        name=name,
        label=label(name, uses[0].text),
        origin="generated",
        generator="uuid()",
        recorded_value=uses[0].text,
        explanation=sentence,
    )
    return Made(expression=name, uses=tuple(uses), sentence=sentence, variable=variable)


def _unresolved(draft: Draft, uses: Sequence[Use], names: set[str]) -> Made:
    use = uses[0]
    name = _name(use, names)
    step = draft.step_of(draft.requests[use.request]).name
    from_before = is_token_name(use.slot.key) or bool(_JWT.fullmatch(use.text))
    sentence = f"{step} sends {use.slot.key or name}. No earlier answer contains it"
    sentence += (
        ": you were logged in before the recording began. Record again, from the log-in on."
        if from_before
        else ", the page probably makes it up. It is sent as recorded."
    )
    variable = Variable(
        name=name,
        label=label(name, use.text),
        origin="constant",
        recorded_value=use.text,
        status="unresolved",
        explanation=sentence,
        secret=is_secret(use.slot.key, use.text),
    )
    return Made(expression=name, uses=tuple(uses), sentence=sentence, variable=variable, from_before=from_before)


def _name(use: Use, names: set[str]) -> str:
    name = variable_name(use.slot.key, use.slot.place, "", names)
    names.add(name)
    return name


def _is_token(use: Use) -> bool:
    text, key = use.text, use.slot.key
    if (
        text.isdigit()
        or len(text) > _LONGEST
        or any(symbol in text for symbol in " @/{}<>,")
        or _TYPED_KEYS.search(key)
    ):
        return False
    return not looks_like_words(text) and base(text, 1_000_000) >= ACCEPTED
