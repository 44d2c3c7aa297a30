"""A request made ready to be written for another tool: address, headers, body, log-in, and what is asked of its
answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types import url as url_module
from loadstudio.http_types.url import well_formed
from loadstudio.interchange.writing import json_path
from loadstudio.interchange.writing.outline import (
    BytesSent,
    Check,
    ElementTaking,
    Exchange,
    FormSent,
    HeaderTaking,
    JsonTaking,
    JsonValue,
    LogIn,
    MultipartSent,
    NestedTaking,
    Outline,
    Pair,
    PartSent,
    PatternTaking,
    Sent,
    Source,
    Taking,
    TextSent,
)
from loadstudio.interchange.writing.texts import SITE, Names, Text, form_text, joined, values_in
from loadstudio.playback import encode
from loadstudio.playback.request_fields import fields_sent, goes_in_chunks, trailers_of
from loadstudio.scenario.assertion import HeaderCheck, JsonCheck, StatusCheck
from loadstudio.scenario.extractor import (
    AttributeSource,
    Extractor,
    HeaderSource,
    JsonSource,
    NestedSource,
    RegexSource,
    has_holes,
)
from loadstudio.scenario.model import (
    BinaryBody,
    Body,
    DigestAuth,
    Field,
    FileBody,
    FormBody,
    HttpRequest,
    MultipartBody,
    TextBody,
)
from loadstudio.scenario.model import Part as BodyPart
from loadstudio.scenario.template import names_in

_ORIGIN = re.compile(r"(?:https?|wss?)://[^/?#${}]+(?=[/?#]|$)", re.IGNORECASE)
_METHOD = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_OF_THE_CONNECTION = frozenset(("te", "connection", "expect", "trailer"))
_NO_FILE_CHOSEN = "application/octet-stream"
_UNUSUAL = re.compile(r"[^\w.\- ]")


class RequestOutlines:
    """Makes outlines of one scenario's requests. `used` are the expressions that something reads; contents that are no
    text become files of the `outline`, below a folder whose name begins with `stem`.
    """

    def __init__(
        self,
        names: Names,
        used: frozenset[str],
        fixed: Mapping[str, str],
        files: Mapping[str, bytes],
        outline: Outline,
        *,
        site: str,
        moved: str,
        stem: str,
    ) -> None:
        self._names = names
        self._used = used
        self._fixed = fixed
        self._files = files
        self._outline = outline
        self._site = site
        self._moved = moved
        self._stem = stem

    def exchange(self, request: HttpRequest) -> Exchange:
        """Return the outline of a request. Raises InvalidInput, naming the request, when it can never be sent."""
        try:
            return self._exchange(request)
        except (InvalidInput, ValueError) as error:
            raise InvalidInput(f"The request '{request.name}' cannot be sent: {error}") from error

    def _exchange(self, request: HttpRequest) -> Exchange:
        if not _METHOD.fullmatch(request.method):
            raise InvalidInput(f"'{request.method}' is no HTTP method.")
        trailers = trailers_of(request) if goes_in_chunks(request) and request.body is not None else frozenset()
        sent = tuple(
            (self._names.text(name), self._header(name, value))
            for name, value in fields_sent(request, {}, trailers)
            if name.lower() not in _OF_THE_CONNECTION
        )
        url, cookies, body = self._url(request), self._cookies(request), self._body(request.body)
        log_in = None
        if request.auth is not None:
            log_in = LogIn(
                "digest" if isinstance(request.auth, DigestAuth) else "basic",
                self._names.text(request.auth.username),
                self._names.text(request.auth.password),
            )
        texts = (url, cookies, *(text for pair in sent for text in pair), *_texts_of(body))
        if log_in is not None:
            texts = (*texts, log_in.username, log_in.password)
        used = dict.fromkeys(value.name for text in texts for value in values_in(text))
        return Exchange(
            node=request,
            url=url,
            headers=sent,
            cookies=cookies,
            body=body,
            log_in=log_in,
            makes=tuple((name, self._names.live[name]) for name in used if name in self._names.live),
            takes=tuple(
                self._taking(one) for one in request.extractors if one.enabled and one.variable not in self._fixed
            ),
            status=_status(one for one in request.checks if isinstance(one, StatusCheck)),
            checks=tuple(self._checks(request)),
            in_chunks=goes_in_chunks(request) and request.body is not None,
            trailers=tuple(sorted(trailers)),
        )

    def _url(self, request: HttpRequest) -> Text:
        address = request.url.partition("#")[0]
        match = _ORIGIN.match(address)
        if match is None:
            if not names_in(address):
                raise InvalidInput(f"'{request.url}' is no web address.")
            text = self._names.text(address, write=_target)
        else:
            rest = address[match.end() :]
            path = self._names.text(rest if rest.startswith("/") else "/" + rest, write=_target, bare="path")
            text = joined(*self._origin(match.group()), *path)
        query = self._query(request.query)
        if not query:
            return text
        return joined(*text, "&" if any(isinstance(one, str) and "?" in one for one in text) else "?", *query)

    def _origin(self, origin: str) -> Text:
        parts = url_module.split(origin + "/")
        scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
        whole = f"{scheme}://{url_module.authority(parts)}"
        is_site = url_module.authority(parts) == self._moved and (whole == self._site or self._is_elsewhere)
        return (SITE,) if is_site else (whole,)

    @property
    def _is_elsewhere(self) -> bool:
        """Whether the site's requests go to another address than the recorded one."""
        return self._site.partition("://")[2] != self._moved

    def _query(self, fields: Iterable[Field]) -> Text:
        pieces: Text = ()
        for pair in (self._pair(field, _target) for field in fields if field.enabled):
            mark = ("&",) if pieces else ()
            value = () if pair.value is None else ("=", *_encoded(pair.value, pair.raw))
            pieces = joined(*pieces, *mark, *_encoded(pair.name, pair.raw), *value)
        return pieces

    def _pair(self, field: Field, write_raw: Callable[[str], str]) -> Pair:
        def text(template: str) -> Text:
            if field.raw:
                return self._names.text(template, write=write_raw, bare="component")
            return self._names.text(template)

        return Pair(text(field.name), None if field.value is None else text(field.value), field.raw)

    def _header(self, name: str, value: str) -> Text:
        match = _ORIGIN.match(value) if name.lower() in ("origin", "referer") else None
        if match is None:
            return self._names.text(value)
        return joined(*self._origin(match.group()), *self._names.text(value[match.end() :]))

    def _cookies(self, request: HttpRequest) -> Text:
        lines = [field.value for field in request.headers if field.enabled and field.name.lower() == "cookie"]
        return self._names.text("; ".join(line for line in lines if line))

    def _body(self, body: Body | None) -> Sent | None:
        match body:
            case FormBody(fields=fields):
                return FormSent(tuple(self._pair(field, well_formed) for field in fields if field.enabled))
            case TextBody(text=text):
                return TextSent(self._names.text(text))
            case MultipartBody(boundary=boundary, parts=parts):
                return MultipartSent(boundary, tuple(self._part(part) for part in parts))
            case BinaryBody(content=content):
                return BytesSent(self._file("body.bin", content))
            case FileBody(path=path):
                return BytesSent(self._file(path, self._content(path)))
            case None:
                return None

    def _part(self, part: BodyPart) -> PartSent:
        name = part.file_name or PurePath(part.path).name
        if name:
            content = self._content(part.path) if part.path else part.content
            return PartSent(part.name, (), self._file(name, content), name, part.content_type)
        if part.content_type == _NO_FILE_CHOSEN:
            return PartSent(part.name, (), "", "", part.content_type)
        return PartSent(part.name, self._names.text(part.text), "", None, part.content_type)

    def _content(self, path: str) -> bytes:
        if path not in self._files:
            raise InvalidInput(f"the file '{path}', which it sends, was not read")
        return self._files[path]

    def _file(self, name: str, content: bytes) -> str:
        """Put a content among the files; return its path."""
        bare = _UNUSUAL.sub("_", PurePath(name).name).strip(". ") or "file"
        number = 1
        while self._outline.files.setdefault(path := f"{self._stem}-files/{number}/{bare}", content) != content:
            number += 1
        return path

    def _taking(self, extractor: Extractor) -> Taking:
        sources = tuple(self._source(source) for source in extractor.sources)
        return Taking(extractor.variable, sources, extractor.decode, extractor.variable in self._used)

    def _source(self, source: object) -> Source:
        match source:
            case JsonSource(path=path, selector=selector, attribute=attribute):
                return JsonTaking(json_path.json_steps(path, self._names), path, selector, attribute)
            case AttributeSource(selector=selector, attribute=attribute, pattern=pattern, occurrence=occurrence):
                return ElementTaking(self._names.text(selector), attribute, pattern, occurrence)
            case HeaderSource(name=name, occurrence=occurrence, pattern=pattern):
                return HeaderTaking(name, occurrence, pattern)
            case RegexSource(pattern=pattern, occurrence=occurrence):
                return PatternTaking(self._names.text(pattern) if has_holes(pattern) else (pattern,), occurrence)
            case NestedSource(within=within, source=inner, decode=decode):
                return NestedTaking(self._source(within), self._source(inner), decode)
        return source  # type: ignore[return-value]  # the other kinds are written as they are

    def _checks(self, request: HttpRequest) -> Iterable[Check]:
        for check in request.checks:
            if (
                not check.enabled
                or isinstance(check, StatusCheck)
                or (isinstance(check, HeaderCheck) and not check.name)
            ):
                continue
            if isinstance(check, JsonCheck):
                yield JsonValue(json_path.json_steps(check.path, self._names), check.path, check.equals, check.absent)
            else:
                yield check


def _status(checks: Iterable[StatusCheck]) -> str:
    found = tuple(checks)
    asked = [check for check in found if check.enabled and check.recorded]
    if not asked:
        return "any" if found else ""
    check = asked[-1]
    if check.exact:
        return str(check.recorded)
    return f"{2 if check.recorded == 304 else check.recorded // 100}xx"


def _texts_of(body: Sent | None) -> tuple[Text, ...]:
    match body:
        case FormSent(pairs):
            return tuple(text for pair in pairs for text in (pair.name, pair.value or ()))
        case TextSent(text):
            return (text,)
        case MultipartSent(parts=parts):
            return tuple(part.text for part in parts)
        case _:
            return ()


def _encoded(text: Text, raw: bool) -> Text:
    """Return a text of a query as it stands in an address."""
    if raw:
        return text
    return form_text(text)


def _target(text: str) -> str:
    return encode.target(text).decode()
