"""Sign-up forms: what a person typed there makes an account, so each pass must type something new. Told from the
scenario alone: two passwords in one form, or a password in one whose address or name says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from loadstudio.scenario.data_edit import free_name
from loadstudio.scenario.edit import find
from loadstudio.scenario.model import FormBody, HttpRequest, MultipartBody, Scenario, TextBody, Variable, requests_of
from loadstudio.scenario.template import Hole, parse, unparse
from loadstudio.scenario.template_places import with_templates

_SIGN_UP = re.compile(
    r"sign[-_ ]?up|regist(er|r)|create[-_ ]?(an[-_ ])?account|new[-_ ]?account|konto[-_ ]?(anlegen|erstellen)|"
    r"inscri(ption|re)|join\b",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"pass|pwd|^pw|kennwort", re.IGNORECASE)
_OLD_PASSWORD = re.compile(r"old|current|alt", re.IGNORECASE)
_MAIL = re.compile(r"e?[-_]?mail", re.IGNORECASE)
_USER = re.compile(r"user|login|nick|account[-_ ]?name|benutzer", re.IGNORECASE)
_MEMBER = re.compile(r'"([^"\\]+)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_AT = re.compile("(@.*|%40.*)")
_NEW = "random_string(10)"


class SignUpValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a sign-up form that is the same in each pass: the `template` that a field `name` of a request has."""

    part_id: str
    name: str
    template: str


def sign_up_values(scenario: Scenario) -> tuple[SignUpValue, ...]:
    """Return what sign-up forms send again and again: user names and e-mail addresses that are as recorded, or come
    from a data source whose rows may be used twice.
    """
    found = []
    for request in requests_of(scenario, enabled_only=True):
        if is_sign_up(request):
            found += [
                SignUpValue(part_id=request.id, name=name, template=value)
                for name, value in _fields(request)
                if value and names_account(name) and _repeats(scenario, value)
            ]
    return tuple(found)


def is_sign_up(request: HttpRequest) -> bool:
    """Tell whether a request sends a form that makes an account: one password typed twice, or one in a form whose
    address or name says so.
    """
    if request.method not in ("POST", "PUT"):
        return False
    passwords = [(name, value) for name, value in _fields(request) if _PASSWORD.search(name)]
    if not passwords or any(_OLD_PASSWORD.search(name) for name, _ in passwords):
        return False
    says_so = _SIGN_UP.search(request.url.partition("://")[2].partition("?")[0]) or _SIGN_UP.search(request.name)
    typed_twice = len(passwords) > 1 and len({value for _, value in passwords}) == 1
    return typed_twice or says_so is not None


def names_account(field: str) -> bool:
    """Tell whether a form field of this name holds what no two accounts share: a user name, an e-mail address."""
    last = re.split(r"[.\[\]]+", field.rstrip("]"))[-1]
    return bool(_MAIL.search(last) or _USER.search(last))


def with_new_value(scenario: Scenario, value: SignUpValue) -> Scenario:
    """Make a value of a sign-up form anew in each pass, wherever the scenario sends it. Raises KeyError when the form
    is not there any more.
    """
    find(scenario, value.part_id)
    name = free_name(scenario, f"new_{value.name}")
    variable = Variable(
        name=name,
        label=f"new {value.name}",
        origin="generated",
        generator=_NEW,
        explanation=f"Made anew for each pass, since '{value.name}' makes an account.",
    )
    after = with_templates(scenario, lambda text: _renewed(text, value.template, name))
    return replace(after, variables=(*after.variables, variable))


def _renewed(text: str, template: str, name: str) -> str:
    hole, *others = parse(template)
    if isinstance(hole, Hole) and not others:
        return unparse(
            Hole(name, piece.filters) if isinstance(piece, Hole) and piece.expression == hole.expression else piece
            for piece in parse(text)
        )
    new = unparse(_pieces(template, name))
    return new if text == template else text.replace(f'"{template}"', f'"{new}"')


def _pieces(recorded: str, name: str) -> tuple[str | Hole, ...]:
    """Return the recorded value with something new in it: `mia@shop.test` is `mia${new}@shop.test`."""
    local, *domain = _AT.split(recorded, maxsplit=1)
    pieces = (re.sub(r"\d+$", "", local)[:16], Hole(name), "".join(domain))
    return tuple(piece for piece in pieces if piece)


def _repeats(scenario: Scenario, template: str) -> bool:
    """Tell whether a value is the same in several passes."""
    holes = [piece for piece in parse(template) if isinstance(piece, Hole)]
    if not holes:
        return True
    sources = {source.name: source for source in scenario.data_sources}
    used = [sources.get(hole.expression.partition(".")[0]) for hole in holes]
    return all(source is not None and source.policy != "unique_pass" for source in used)


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    match request.body:
        case FormBody(fields=fields):
            yield from ((field.name, field.value or "") for field in fields if field.enabled)
        case MultipartBody(parts=parts):
            yield from ((part.name, part.text) for part in parts)
        case TextBody(text=text):
            yield from ((match[1], match[2]) for match in _MEMBER.finditer(text))
        case _:
            pass
