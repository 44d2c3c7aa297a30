"""Values that no answer said: made by the page's script (the time, a UUID), or left over from before the recording.

What has a known recipe is made anew; the rest is kept as recorded and told, so that a person can decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.importing.client_made import derivations, is_made_up_by_custom, is_padded, names_visit, recipe
from loadstudio.authoring.importing.sent_times import clock, clock_parts
from loadstudio.authoring.places.field_names import is_token_name
from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.spelling import Reading
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import base, is_made_up, looks_like_words, looks_random
from loadstudio.authoring.sources.naming import is_secret, label, times, variable_name
from loadstudio.authoring.sources.rank import ACCEPTED
from loadstudio.authoring.sources.row_names import NamedThing
from loadstudio.scenario.model import Variable

_JWT = re.compile(r"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*")
_MOSTLY = 0.9
_LONGEST = 2_000
_LONGEST_ACCOUNT = 12  # with its mark 20 characters, which most sites take
_TYPED_KEYS = re.compile(
    r"mail|phone|tel|mobile|pass|pwd|street|zip|iban|card|cvc|comment|message|text|search|query|^q$", re.I
)


type SentAgain = Callable[[int, Slot], str | None]


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What to send instead of an unsaid value: `expression` is a generator or the name of `variable`."""

    expression: str
    uses: tuple[Use, ...]
    sentence: str
    variable: Variable | None = None
    from_before: bool = False
    """It is a session or token that began before the recording: the person was logged in already."""
    is_name: bool = False
    """It is what a person called something; each pass calls its own otherwise."""


def made_values(
    draft: Draft,
    unsaid: Sequence[Use],
    reserved: Collection[str] = (),
    known: Mapping[str, str] = MappingProxyType({}),
    sent_again: SentAgain = lambda _request, _slot: None,
) -> tuple[Made, ...]:
    """Return what becomes of the unsaid values, in order of their first use; ordinary typed texts are left alone.

    `known` are the recorded values that are dynamic already, each with its expression: others may be computed from it.
    `sent_again` tells what another recording sent in a slot of a request, or None.
    """
    names = set(reserved)
    by_text: dict[str, list[Use]] = {}
    for use in unsaid:
        by_text.setdefault(use.text, []).append(use)
    found: list[Made] = []
    expressions = dict(known)
    times_of_key: dict[str, list[Use]] = {}
    at_each_use: dict[tuple[str, str], list[Use]] = {}
    derived = derivations(by_text, known)
    needed = {origin for origin, _ in derived.values()}
    changing = _keys_that_change(by_text.values())
    for text, uses in by_text.items():
        first = uses[0]
        again = sent_again(first.request, first.slot)
        if text in derived or again == text:
            continue
        if moment := clock(draft, uses):
            times_of_key.setdefault(moment, []).extend(uses)
        elif parts := clock_parts(draft, uses):
            times_of_key.setdefault(clock(draft, parts), []).extend(parts)
        elif draft.requests[first.request].static:
            continue  # only what keeps it out of the browser's cache changes there
        elif generator := _generator(
            first, is_new=text in needed or again or _key_of(first) in changing or _is_visit(draft, uses)
        ):
            if _key_of(first) in changing and text not in needed:
                at_each_use.setdefault((first.slot.key, generator), []).extend(uses)
                continue
            made = _generated(draft, uses, generator, names)
            expressions[text] = made.expression
            found.append(made)
        elif _is_token(first):
            found.append(_unresolved(draft, uses, names))
    found += [
        _derived(by_text[text], expressions[origin], name)
        for text, (origin, name) in derived.items()
        if origin in expressions
    ]
    found += [_made_at_each_use(key, generator, uses) for (key, generator), uses in at_each_use.items()]
    return (*(_time(expression, uses) for expression, uses in times_of_key.items()), *found)


def made_name(draft: Draft, thing: NamedThing, uses: Sequence[Use]) -> Made:
    """Return what a pass sends for the name that a person gave to something: the same with a mark of its own."""
    step = draft.step_of(draft.requests[thing.use.request]).name
    if thing.account:
        return _account_name(step, thing, uses)
    why = "since the site takes each name once" if thing.taken_once else "so that it finds its own again"
    sentence = (
        f"{step} adds what you called “{thing.text}”. Each pass adds one with a mark of its own at the end of its "
        f"name, {why}; {thing.use.slot.key or thing.variable} is sent in {times(len(uses))}."
    )
    return _named(thing, uses, f"unique({_quoted(thing.text)})", sentence)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


def _account_name(step: str, thing: NamedThing, uses: Sequence[Use]) -> Made:
    """Return what a pass sends for a name of an account: letters and digits alone are taken everywhere."""
    sentence = (
        f"{step} makes an account, with “{thing.text}” as {thing.use.slot.key or thing.variable}. Each pass makes one "
        f"with a mark of its own, since the site takes each name once; it is sent in {times(len(uses))}."
    )
    name, at, host = thing.text.partition("@")
    short = name[:_LONGEST_ACCOUNT] if not at else name
    generator = f"unique({_quoted(short + at + host)}{'' if at else ", ''"})"
    return _named(thing, uses, generator, sentence)


def password_made(draft: Draft, text: str, uses: Sequence[Use], names: Collection[str]) -> Made:
    """Return what is sent for the password of a new account: what was typed."""
    use = uses[0]
    name = variable_name(use.slot.key, use.slot.place, "password", names)
    step = draft.step_of(draft.requests[use.request]).name
    sentence = f"{step} sends the password of the new account. It is the same in each pass."
    variable = Variable(
        name=name, label=label(name, ""), origin="constant", recorded_value=text, explanation=sentence, secret=True
    )
    return Made(expression=name, uses=tuple(uses), sentence=sentence, variable=variable)


def _named(thing: NamedThing, uses: Sequence[Use], generator: str, sentence: str) -> Made:
    told = sentence.replace("later ", "")
    variable = Variable(
        name=thing.variable,
        label=label(thing.variable, thing.text),
        origin="generated",
        generator=generator,
        recorded_value=thing.text,
        explanation=told,
    )
    return Made(expression=thing.variable, uses=tuple(uses), sentence=told, variable=variable, is_name=True)


def _made_at_each_use(key: str, generator: str, uses: Sequence[Use]) -> Made:
    sentence = f"{key} is made up by the page, another one each time; so it is in {times(len(uses))}."
    if is_padded(uses[0].text):
        uses = [use._replace(reading=Reading(use.text, ("base64", *use.reading.filters))) for use in uses]
    return Made(expression=generator, uses=tuple(uses), sentence=sentence.replace("later ", ""))


def _key_of(use: Use) -> tuple[str, str]:
    return use.slot.place.kind, use.slot.key


def _keys_that_change(groups: Iterable[Sequence[Use]]) -> Collection[tuple[str, str]]:
    """Return the names under which another random value is sent each time, or nearly: chance makes words, too."""
    sent: dict[tuple[str, str], list[bool]] = {}
    for uses in groups:
        sent.setdefault(_key_of(uses[0]), []).append(len(uses) == 1 and looks_random(uses[0].text))
    return {key for key, single in sent.items() if key[1] and len(single) > 1 and sum(single) >= _MOSTLY * len(single)}


def _is_visit(draft: Draft, uses: Sequence[Use]) -> bool:
    """Tell whether a page's script made a value for this visit: it set a cookie to it, or says by it which visit it is;
    what stood in another header was there before.
    """
    first = uses[0]
    if _JWT.fullmatch(first.text) or not is_made_up(first.text):
        return False
    if any(_is_in_cookie(draft, use) for use in uses):
        return True  # cookies that were there before are none of the draft's
    by_script = draft.entries[first.request].resource_type in ("fetch", "xhr") and first.slot.place.kind != "header"
    return by_script and names_visit(first.slot.key)


def _is_in_cookie(draft: Draft, use: Use) -> bool:
    place = use.slot.place
    return place.kind == "header" and draft.requests[use.request].headers[place.number].name.lower() == "cookie"


def _generator(use: Use, *, is_new: object) -> str:
    key = use.slot.key
    if is_secret(key, use.text) and not (is_new or is_made_up_by_custom(key)):
        return ""
    return recipe(use.text, key, is_new_each_time=bool(is_new))


def _derived(uses: Sequence[Use], expression: str, name: str) -> Made:
    key = uses[0].slot.key or "a value"
    written = tuple(use._replace(reading=Reading(use.text, (name, *use.reading.filters))) for use in uses)
    sentence = f"{key} is the {name} hash of {expression}; it is computed anew in {times(len(uses))}."
    return Made(expression=expression, uses=written, sentence=sentence.replace("later ", ""))


def _time(expression: str, uses: Sequence[Use]) -> Made:
    keys = ", ".join(dict.fromkeys(use.slot.key or "a value" for use in uses))
    sentence = f"{keys} is the time at which it was sent; it is written anew in {times(len(uses))}."
    return Made(expression=expression, uses=tuple(uses), sentence=sentence.replace("later ", ""))


def _generated(draft: Draft, uses: Sequence[Use], generator: str, names: set[str]) -> Made:
    name = _name(uses[0], names)
    step = draft.step_of(draft.requests[uses[0].request]).name
    sentence = f"{step} sends {uses[0].slot.key or name}, which the page makes up itself; each pass gets a new one."
    variable = Variable(
        name=name,
        label=label(name, uses[0].text),
        origin="generated",
        generator=generator,
        recorded_value=uses[0].text,
        explanation=sentence,
    )
    if is_padded(uses[0].text):
        uses = [use._replace(reading=Reading(use.text, ("base64", *use.reading.filters))) for use in uses]
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
        or not text.isascii()  # something to read, or a probe of what the browser can write
        or len(text) > _LONGEST
        or any(symbol in text for symbol in " @/{}<>,")
        or _TYPED_KEYS.search(key)
    ):
        return False
    return not looks_like_words(text) and base(text, 1_000_000) >= ACCEPTED
