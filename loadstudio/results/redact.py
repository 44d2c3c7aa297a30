"""Secrets taken out of exchanges before they are kept: log-in headers, cookies, passwords, tokens, test data marked
secret.

What stays is enough to see what happened: all names, and a sign where a value stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_plus

import msgspec

from loadstudio.http_types.headers import Headers, get
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.run_spec import RunSpec
from loadstudio.playback.encode import filtered
from loadstudio.scenario.functions import is_secret, secrets_in
from loadstudio.scenario.secrets import SECRET_HEADERS, SECRET_NAME, is_secret_name, secret_holes

HIDDEN = "[hidden]"

_FORM_FIELD = re.compile(rf"((?:^|[&?;])(?:{SECRET_NAME})=)([^&#\s]*)", re.IGNORECASE)
_JSON_FIELD = re.compile(rf'("(?:{SECRET_NAME})"\s*:\s*)("(?:[^"\\]|\\.)*"|[\d.+-]+)', re.IGNORECASE)
_PART_FIELD = re.compile(rf'(name="(?:{SECRET_NAME})"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([^\r\n]*)', re.IGNORECASE)
_INPUT_TAG = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
_PASSWORD_INPUT = re.compile(r"type\s*=\s*[\"']?password|name\s*=\s*[\"']?[\w.\[\]-]*passw", re.IGNORECASE)
_VALUE_ATTRIBUTE = re.compile(r"(\bvalue\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_WORD = re.compile(r"\"(?:[^\"\\]|\\.)*\"|[^\s\"'<>]+")
_PIECE = re.compile(r"[^&=,;?/:#]+")
_LOOKED_UP = tuple(map(re.compile, (r'"((?:[^"\\]|\\.)*)"', r"[^\s\"'<>]+", r"[^\s\"'<>&=,;?/:#]+")))
"""What `_known_hidden` looks up, each kind found in one go."""
_SHORTEST_SECRET = 4  # shorter test data would blot out half a page


class Redactor:
    """Takes secrets out of exchanges of one run: those known by their field's name, and those known to the run. Without
    a run it is the names alone that tell.
    """

    def __init__(self, spec: RunSpec | None = None) -> None:
        shares = spec.shares if spec is not None else ()
        self._variables = frozenset(
            variable.name for share in shares for variable in share.scenario.variables if variable.secret
        )
        self._values = frozenset(_secret_values(spec)) if spec is not None else frozenset()
        self._environment = _pattern_of(_environment_texts(spec)) if spec is not None else None

    def __call__(self, exchange: Exchange) -> Exchange:
        """Return the exchange without secrets."""
        return msgspec.structs.replace(
            exchange,
            url=self._known_hidden(_fields_hidden(exchange.url)),
            request_headers=self._headers(exchange.request_headers),
            request_body=self._body(exchange.request_body, exchange.request_headers),
            response_headers=self._headers(exchange.response_headers),
            response_body=self._body(exchange.response_body, exchange.response_headers),
            taken=tuple(
                (name, HIDDEN if name in self._variables or is_secret_name(name) else self._known_hidden(value))
                for name, value in exchange.taken
            ),
        )

    def _headers(self, headers: Headers) -> Headers:
        return tuple((name, self._known_hidden(_header(name.lower(), value))) for name, value in headers)

    def _body(self, body: bytes, headers: Headers) -> bytes:
        """Hide fields by their names and known values as they stand; what is no text stays as it is."""
        is_multipart = "multipart" in get(headers, "Content-Type")
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            if not is_multipart:
                return body
            return _PART_FIELD.sub(rf"\1{HIDDEN}", body.decode("latin-1")).encode("latin-1")
        return self.text(_PART_FIELD.sub(rf"\1{HIDDEN}", text) if is_multipart else text).encode()

    def text(self, text: str) -> str:
        """Return the text of a body (form, JSON, HTML) without secrets."""
        return self._known_hidden(named_hidden(text))

    def _known_hidden(self, text: str) -> str:
        """Hide test data as whole words or whole quoted texts, however spelled: plain, percent-encoded or in JSON.

        Each word is looked up, so a million rows cost no more than one; most texts hold none, which sets tell fast. The
        few secrets of the environment are hidden wherever they stand.
        """
        if self._environment is not None:
            text = self._environment.sub(HIDDEN, text)
        if not self._values or not any(map(self._is_known, self._looked_up(text))):
            return text
        return _WORD.sub(self._word_hidden, text)

    def _looked_up(self, text: str) -> Iterator[str]:
        """Yield, of what may stand for a known value, what does so as it stands, and what may do so decoded."""
        for kind in _LOOKED_UP:
            found = set(kind.findall(text))
            yield from found & self._values
            yield from (one for one in found if "%" in one or "+" in one or "\\" in one)

    def _word_hidden(self, match: re.Match[str]) -> str:
        word = match[0]
        if word[0] == '"':
            inner = word[1:-1]
            return f'"{HIDDEN}"' if self._is_known(inner) else f'"{self._known_hidden(inner)}"'
        if self._is_known(word):
            return HIDDEN
        return _PIECE.sub(lambda piece: HIDDEN if self._is_known(piece[0]) else piece[0], word)

    def _is_known(self, word: str) -> bool:
        return word in self._values or unquote_plus(word) in self._values or _json_text(word) in self._values


def named_hidden(text: str) -> str:
    """Return the text of a body without the values of fields whose names say that they are secret."""
    hidden = _JSON_FIELD.sub(rf'\1"{HIDDEN}"', _FORM_FIELD.sub(rf"\1{HIDDEN}", text))
    return _INPUT_TAG.sub(_input_hidden, hidden)


def _json_text(word: str) -> str:
    try:
        return str(msgspec.json.decode(f'"{word}"', type=str)) if "\\" in word else word
    except msgspec.DecodeError:
        return word


def _secret_values(spec: RunSpec) -> Iterable[str]:
    for share in spec.shares:
        columns = {(source.name, column) for source in share.scenario.data_sources for column in source.secret_columns}
        for table in share.data:
            for index, column in enumerate(table.columns):
                if (table.name, column) in columns:
                    yield from (row[index] for row in table.rows if len(row[index]) >= _SHORTEST_SECRET)


def _environment_texts(spec: RunSpec) -> Iterable[str]:
    """Yield the environment's secrets as they may stand in an exchange: plain, encoded, and as filters leave them."""
    for text in spec.secrets.values():
        yield text
        yield from (filtered(text, (name,)) for name in ("url", "form", "json", "html", "base64", "base64url"))
    for share in spec.shares:
        for hole in secret_holes(share.scenario):
            if is_secret(hole.expression):
                name = secrets_in(hole.expression)[0]
                yield from (
                    filtered(spec.secrets.get(name, ""), hole.filters[:count], spec.secrets)
                    for count in range(1, len(hole.filters) + 1)
                )


def _pattern_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted({text for text in texts if text}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def _fields_hidden(text: str) -> str:
    return _FORM_FIELD.sub(rf"\1{HIDDEN}", text)


def _input_hidden(tag: re.Match[str]) -> str:
    if not _PASSWORD_INPUT.search(tag[0]):
        return tag[0]
    return _VALUE_ATTRIBUTE.sub(rf'\1"{HIDDEN}"', tag[0])


def _header(name: str, value: str) -> str:
    if name in SECRET_HEADERS:
        scheme, space, _ = value.partition(" ")
        return f"{scheme} {HIDDEN}" if space else HIDDEN
    if name == "cookie":
        return "; ".join(_cookie_hidden(pair) for pair in value.split("; "))
    if name == "set-cookie":
        pair, mark, attributes = value.partition(";")
        return _cookie_hidden(pair) + mark + attributes
    return _fields_hidden(value) if name in ("location", "referer") else value


def _cookie_hidden(pair: str) -> str:
    name, mark, _ = pair.partition("=")
    return f"{name}={HIDDEN}" if mark else pair
