"""How a value is written in each place of a request, and the filters of templates. Every function takes any text,
lone surrogates too, and never raises except where a header would be broken.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import re
from collections.abc import Callable, Mapping

import msgspec

from loadstudio.http_types.url import encode_component, encode_form, escapes, utf8_signs, well_formed
from loadstudio.playback.errors import RenderError
from loadstudio.playback.generate import known
from loadstudio.scenario.functions import filter_of

type Encode = Callable[[str], bytes]

_is_plain_form = re.compile(r"[A-Za-z0-9*\-._]*").fullmatch
_is_base64 = re.compile(r"[A-Za-z0-9+/]+={0,2}").fullmatch  # most tokens that are not plain
_is_plain_component = re.compile(r"[A-Za-z0-9\-._~]*").fullmatch
_breaks_header = re.compile(r"[\r\n\0]").search
_is_token = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+").fullmatch
_sum = re.compile(r"\s*(\d{1,9})\s*([-+*x×·−–/÷])\s*(\d{1,9})\s*").fullmatch
_PATH = escapes("/%?:@!$&'()*+,;=~-._[]|")
_TARGET = escapes("".join(map(chr, range(0x21, 0x7F))))


def utf8(text: str) -> bytes:
    """Verbatim, in UTF-8."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return well_formed(text).encode()


def form(text: str) -> bytes:
    """A field of a query or form, urlencoded as browsers do."""
    if _is_plain_form(text):
        return text.encode()
    if _is_base64(text):
        return text.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D").encode()
    return encode_form(text).encode()


def component(text: str) -> bytes:
    """A hole without filters in a raw field: as `encodeURIComponent`."""
    if _is_plain_component(text):
        return text.encode()
    return encode_component(text).encode()


def path(text: str) -> bytes:
    """A hole in an address: what may stand in one stays, so that a value may be a whole path."""
    if _is_plain_component(text):
        return text.encode()
    return utf8_signs(text).translate(_PATH).encode()


def target(text: str) -> bytes:
    """Text that is already encoded: only what would break the request line (spaces, controls, non-ASCII) is escaped."""
    return utf8_signs(text).translate(_TARGET).encode()


def header_value(text: str) -> bytes:
    """Verbatim; raises RenderError for a line break, which would begin another header."""
    if _breaks_header(text):
        raise RenderError("a header's value has a line break")
    return utf8(text)


def header_name(text: str) -> bytes:
    """Verbatim; raises RenderError when it is no token (RFC 9110)."""
    if not _is_token(text):
        raise RenderError("a header's name has a sign that is not allowed there")
    return text.encode()


def _json(text: str) -> str:
    return msgspec.json.encode(well_formed(text)).decode()[1:-1]


def _base64(text: str) -> str:
    return base64.b64encode(utf8(text)).decode()


def _base64url(text: str) -> str:
    return base64.urlsafe_b64encode(utf8(text)).decode().rstrip("=")


def _base64hex(text: str) -> str:
    """Base64 of either alphabet, padded or not, as hexadecimal digits; what is no base64 stays."""
    compact = text.strip().replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True).hex()
    except ValueError:
        return text


def _calculated(text: str) -> str:
    """The result of `3 + 4`, in whole numbers; what is no such question stays."""
    match = _sum(text)
    if match is None or (match[2] in "/÷" and not int(match[3])):
        return text
    first, second = int(match[1]), int(match[3])
    if match[2] == "+":
        return str(first + second)
    if match[2] in "-−–":
        return str(first - second)
    return str(first // second if match[2] in "/÷" else first * second)


def _s256(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(utf8(text)).digest()).decode().rstrip("=")


_FILTERS: dict[str, Callable[[str], str]] = {
    "url": encode_component,
    "form": encode_form,
    "json": _json,
    "html": html.escape,
    "base64": _base64,
    "base64url": _base64url,
    "upper": str.upper,
    "lower": str.lower,
    "md5": lambda text: hashlib.md5(utf8(text), usedforsecurity=False).hexdigest(),
    "sha1": lambda text: hashlib.sha1(utf8(text), usedforsecurity=False).hexdigest(),
    "sha256": lambda text: hashlib.sha256(utf8(text)).hexdigest(),
    "sha512": lambda text: hashlib.sha512(utf8(text)).hexdigest(),
    "s256": _s256,
    "base64hex": _base64hex,
    "calculated": _calculated,
}


_NO_SECRETS: Mapping[str, str] = {}


def filtered(text: str, filters: tuple[str, ...], secrets: Mapping[str, str] = _NO_SECRETS) -> str:
    """Return `text` after the filters, from left to right. Raises InvalidInput for an unknown one, and for one that
    uses a secret of the environment which is not among `secrets`.
    """
    for name in filters:
        text = _filter(name, secrets)(text)
    return text


def with_filters(filters: tuple[str, ...], encode: Encode, secrets: Mapping[str, str] = _NO_SECRETS) -> Encode:
    """Return one function that applies the filters and then `encode`. Raises InvalidInput as `filtered` does."""
    functions = tuple(_filter(name, secrets) for name in filters)
    if not functions:
        return encode

    def encode_filtered(text: str) -> bytes:
        for function in functions:
            text = function(text)
        return encode(text)

    return encode_filtered


def _filter(name: str, secrets: Mapping[str, str]) -> Callable[[str], str]:
    if plain := _FILTERS.get(name):
        return plain
    call = filter_of(name)
    if call.name in ("before", "after"):
        added = str(known(call.arguments[0], secrets))
        return (lambda text: added + text) if call.name == "before" else (lambda text: text + added)
    if call.name != "hmac":
        return _FILTERS[call.name]
    digest, key = (str(known(argument, secrets)) for argument in call.arguments)
    key_bytes = utf8(key)
    return lambda text: hmac.new(key_bytes, utf8(text), digest).hexdigest()
