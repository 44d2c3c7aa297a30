"""The typed log-in as test data: where a password was sent, with its user name, and where else the two were sent. What
was typed for a log-in that the server asks for (`server_log_ins`) is test data too.

Other things that a person typed stay as recorded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.drafting.server_log_ins import ServerLogIn
from loadstudio.authoring.importing.name_inside import slots_with_name
from loadstudio.authoring.importing.typed_keys import TypedKey, typed_keys
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import same_name
from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.spelling import Reading, readings_of
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import looks_like_words
from loadstudio.authoring.sources.candidates import is_raw
from loadstudio.base.progress import Progress, silent, told
from loadstudio.scenario.model import Auth, BasicAuth, DataSource, DigestAuth, HttpRequest
from loadstudio.scenario.sign_up import is_sign_up, names_account
from loadstudio.scenario.template import Hole

_PASSWORD = re.compile(
    r"pass(word|wd|phrase|code)?$|^pass|passw|^pwd|_pwd$|^pw$|passwort|kennwort|mot_?de_?passe|contrase", re.I
)
_OTHER_PASSWORD = re.compile(
    r"(new|old|current|confirm|repeat|again)[_-]?pass|pass\w*[_-]?(confirm|repeat|again|new|2)", re.I
)
_USER = re.compile(r"user|login|mail|account|benutzer|konto|identifier|^name$|nick|uid$|member", re.I)
_DISTINCT_LENGTH = 5
_SHORTEST_PASSWORD = 4  # other fields with a password in their names hold flags


class TypedLogIn(msgspec.Struct, frozen=True, kw_only=True):
    """A user name (may be '') and password that a person typed, and the data source that stands for them. `asked_by`
    says what the server asked for (`script`: nobody asked; `key`: no log-in, but a key of the person), '' for a form. A
    password that no recording can hold is ''.
    """

    source: DataSource
    row: tuple[str, ...]
    uses: tuple[TypedUse, ...]
    request: int
    asked_by: Literal["", "basic", "digest", "script", "key"] = ""


class TypedUse(msgspec.Struct, frozen=True, kw_only=True):
    """A slot of the request number `request` that holds a typed value; `expression` is its column."""

    request: int
    slot: Slot
    expression: str
    filters: tuple[str, ...]


class SignUp(msgspec.Struct, frozen=True, kw_only=True):
    """An account that a person made by the request number `request`: `names` are what the site takes once, user name
    and address; `passwords` the typed ones, each with where it is sent.
    """

    request: int
    names: frozenset[str]
    passwords: Mapping[str, tuple[Use, ...]] = MappingProxyType({})


class Accounts(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed to log in with accounts that were there, and to make new ones."""

    log_ins: tuple[TypedLogIn, ...]
    sign_ups: tuple[SignUp, ...] = ()


class _Typed(msgspec.Struct, frozen=True, kw_only=True):
    request: int
    user: str
    user_key: str
    password: str
    password_key: str
    asked_by: Literal["", "basic", "digest", "script", "key"] = ""


def typed_accounts(
    draft: Draft,
    views: Sequence[AnswerView],
    slots: Sequence[Sequence[Slot]],
    file_stem: str,
    *,
    signing_up: Collection[int] = (),
    progress: Progress = silent,
) -> Accounts:
    """Return a data source for each pair of user name and password that was typed: `users`, then `users_2`, ...; and
    the accounts that were made, whose log-ins need none.

    `views[i]` is the answer to the draft's request number i, `slots[i]` are its slots; `signing_up` are requests that
    make accounts though nothing in them says so. `progress` is told the share done.
    """
    found: list[TypedLogIn] = []
    made: list[SignUp] = []
    seen: set[tuple[str, str]] = set()
    for typed in (*_typed(draft, views, slots, progress), *_asked_for(draft)):
        number = typed.request
        place = next((place for place, one in enumerate(made) if _is_of(typed, one)), None)
        if (
            place is None
            and typed.user
            and (number in signing_up or _makes_account(draft.requests[number], slots[number], typed))
        ):
            place = len(made)
            made.append(SignUp(request=number, names=_names(slots[number], typed, views)))
        if place is not None and not typed.asked_by:
            made[place] = _with_passwords(made[place], draft, slots, typed)
            continue
        if (typed.user, typed.password) in seen or (typed.asked_by == "digest" and typed.user in dict(seen)):
            continue
        seen.add((typed.user, typed.password))
        name = "users" if not found else f"users_{len(found) + 1}"
        columns = ("username", "password") if typed.user or typed.asked_by else ("password",)
        source = DataSource(
            name=name,
            file=f"{file_stem}.{name}.csv",
            columns=columns,
            secret_columns=("password",),
        )
        row = (typed.user, typed.password) if len(columns) > 1 else (typed.password,)
        uses = tuple(_uses(draft, slots, typed, name))
        found.append(TypedLogIn(source=source, row=row, uses=uses, request=typed.request, asked_by=typed.asked_by))
    found += (_of_key(draft, key, number, file_stem) for number, key in enumerate(typed_keys(draft, views, slots), 1))
    return Accounts(log_ins=tuple(found), sign_ups=tuple(made))


def _of_key(draft: Draft, key: TypedKey, number: int, file_stem: str) -> TypedLogIn:
    name = "keys" if number == 1 else f"keys_{number}"
    source = DataSource(name=name, file=f"{file_stem}.{name}.csv", columns=("key",), secret_columns=("key",))
    uses = tuple(_use(place, draft.requests[place], slot, f"{name}.key") for place, slot in key.places)
    return TypedLogIn(source=source, row=(key.text,), uses=uses, request=key.places[0][0], asked_by="key")


def _is_of(typed: _Typed, new: SignUp) -> bool:
    """Tell whether somebody logs in with a new account, or gives its password to change it."""
    return typed.user in new.names if typed.user else typed.password in new.passwords


def _makes_account(request: HttpRequest, slots: Sequence[Slot], typed: _Typed) -> bool:
    """Tell whether a request with name and password makes an account: it says so, or sends the password twice."""
    typed_into = [slot.key for slot in slots if slot.value == typed.password and not slot.fragment and slot.key]
    return is_sign_up(request) or (len(set(typed_into)) > 1 and len(typed.password) >= _SHORTEST_PASSWORD)


def _names(slots: Sequence[Slot], typed: _Typed, views: Sequence[AnswerView]) -> frozenset[str]:
    """Return the user name and the addresses that were typed to make an account."""
    page = next((view for view in reversed(views[: typed.request]) if view.fields_named(typed.password_key)), None)
    found = {typed.user}
    for slot in slots:
        fields = page.fields_named(slot.key) if page is not None else ()
        typed_in = all(field.visible and field.kind in ("text", "email") for field in fields)
        if slot.place.kind in ("form", "text", "part") and not slot.fragment and typed_in and names_account(slot.key):
            found.add(slot.value)
    return frozenset(found - {""})


def _with_passwords(new: SignUp, draft: Draft, slots: Sequence[Sequence[Slot]], typed: _Typed) -> SignUp:
    """Return the account with the passwords that a request sends too."""
    found = dict(new.passwords)
    for password in _passwords(slots[typed.request], typed):
        uses = _uses(draft, slots, msgspec.structs.replace(typed, user="", password=password), "")
        found.setdefault(password, tuple(_as_use(use) for use in uses))
    return msgspec.structs.replace(new, passwords=found)


def _passwords(slots: Sequence[Slot], typed: _Typed) -> list[str]:
    sent = (slot for slot in slots if not slot.fragment and slot.place.kind in ("form", "text", "part"))
    named = (slot.value for slot in sent if _PASSWORD.search(slot.key) or _OTHER_PASSWORD.search(slot.key))
    return [text for text in dict.fromkeys((typed.password, *named)) if len(text) >= _SHORTEST_PASSWORD]


def auth_of(log_in: ServerLogIn, log_ins: Sequence[TypedLogIn]) -> Auth:
    """Return a request's log-in with the columns of its data source for name and password."""
    pair = (log_in.username, log_in.password)
    of_pair = (one.source.name for one in log_ins if one.row == pair)
    of_user = (one.source.name for one in log_ins if len(one.row) > 1 and one.row[0] == log_in.username)
    name = next(of_pair, None) or next(of_user)
    username, password = (str(Hole(f"{name}.{column}", ())) for column in ("username", "password"))
    kind = BasicAuth if log_in.kind == "basic" else DigestAuth
    return kind(username=username, password=password)


def _asked_for(draft: Draft) -> Iterator[_Typed]:
    """Yield what was typed for the server's own log-ins."""
    for number, log_in in draft.log_ins.items():
        yield _Typed(
            request=number,
            user=log_in.username,
            user_key="",
            password=log_in.password,
            password_key="",
            asked_by="script" if log_in.by_script else log_in.kind,
        )


def _typed(
    draft: Draft, views: Sequence[AnswerView], slots: Sequence[Sequence[Slot]], progress: Progress
) -> Iterator[_Typed]:
    pages: list[AnswerView] = []
    latest: dict[str, AnswerView] = {}  # the last page with a password that has a field, by the field's name
    named: Slot | None = None
    last_page: AnswerView | None = None
    for number, request in enumerate(told(draft.requests, progress)):
        sent = [slot for slot in slots[number] if slot.place.kind in ("form", "text", "part")]
        sent = [slot for slot in sent if not slot.weak and not slot.segment]
        password = next((slot for slot in sent if _is_password(slot, latest)), None)
        if password is not None and password.value and request.method in ("POST", "PUT"):
            user = _user_of(sent, password, pages) or named
            yield _Typed(
                request=number,
                user=user.value if user else "",
                user_key=user.key if user else "",
                password=password.value,
                password_key=password.key,
            )
        elif request.method in ("POST", "PUT") and (user := _typed_user(sent, last_page)):
            named = user  # a log-in in two steps asks for the name first
        view = views[number]
        last_page = view if view.is_page or view.fields else last_page
        if view.fields and b"password" in view.response.body.lower():
            pages.append(view)
            latest |= {field.name: view for field in view.fields}


def _is_password(slot: Slot, latest: Mapping[str, AnswerView]) -> bool:
    if slot.fragment or not slot.key:
        return False
    if slot.key in latest:
        return any(field.kind == "password" for field in latest[slot.key].fields_named(slot.key))
    return bool(_PASSWORD.search(slot.key)) and not _OTHER_PASSWORD.search(slot.key)


def _user_of(sent: Sequence[Slot], password: Slot, pages: Sequence[AnswerView]) -> Slot | None:
    """Return the user name's slot: the field before the password in its form, else one that is called so."""
    whole = [slot for slot in sent if not slot.fragment and slot.key and slot.value and slot.key != password.key]
    for view in reversed(pages):
        names = [field.name for field in view.fields if field.visible and field.kind in ("text", "email", "tel")]
        if view.fields_named(password.key) and (typed := [slot for slot in whole if slot.key in names]):
            return next((slot for slot in typed if _USER.search(slot.key)), typed[-1])
    return next((slot for slot in whole if _USER.search(slot.key)), None)


def _typed_user(sent: Sequence[Slot], page: AnswerView | None) -> Slot | None:
    """Return the user name that was typed into a visible field of a page without a password."""
    for slot in sent:
        fields = page.fields_named(slot.key) if page is not None else ()
        typed = any(field.visible and field.value != slot.value for field in fields)
        if typed and slot.value and not slot.fragment and _USER.search(slot.key):
            return slot
    return None


def _uses(draft: Draft, slots: Sequence[Sequence[Slot]], typed: _Typed, source: str) -> Iterator[TypedUse]:
    for number, request in enumerate(draft.requests):
        for slot in slots[number]:
            if slot.fragment:
                continue
            if (
                typed.password
                and slot.value == typed.password
                and _is_place_of(slot, typed.password, typed.password_key)
            ):
                yield _use(number, request, slot, f"{source}.password")
            elif typed.user and slot.value == typed.user and _is_place_of(slot, typed.user, typed.user_key):
                yield _use(number, request, slot, f"{source}.username")
        distinct = _is_distinct(typed.user)
        for slot in () if request.static else slots_with_name(slots[number], typed.user, distinct=distinct):
            yield _use(number, request, slot, f"{source}.username")


def _is_place_of(slot: Slot, value: str, key: str) -> bool:
    """Tell whether a slot with the typed value means it: by its name, or because nobody sends such a text by chance."""
    alike = same_name(slot.key, key) or bool(_USER.search(slot.key) or _PASSWORD.search(slot.key))
    return alike or _is_distinct(value)


def _is_distinct(value: str) -> bool:
    return len(value) >= _DISTINCT_LENGTH and not (looks_like_words(value) and value.isalpha())


def _as_use(typed: TypedUse) -> Use:
    return Use(typed.request, typed.slot, Reading(typed.slot.value, typed.filters))


def _use(number: int, request: HttpRequest, slot: Slot, expression: str) -> TypedUse:
    reading = readings_of(slot, is_raw_field=is_raw(request, slot.place))[0]
    return TypedUse(request=number, slot=slot, expression=expression, filters=reading.filters)
