"""What kind of body a request sends, and the same content as another kind, with what would be lost by that.

A kind stands in the body's type and in the Content-Type header; both change together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from urllib.parse import unquote_plus

from msgspec.structs import replace

from loadstudio.base.ids import new_id
from loadstudio.http_types.url import encode_form
from loadstudio.scenario.json_tree import JsonNode, JsonProblem, JsonTree, is_json
from loadstudio.scenario.model import (
    BinaryBody,
    Body,
    Field,
    FileBody,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    TextBody,
)
from loadstudio.scenario.template import Hole, escape, parse, unparse

type BodyKind = Literal["none", "form", "json", "text", "multipart", "file"]

KINDS: tuple[BodyKind, ...] = ("form", "json", "text", "multipart", "file")
FORM_TYPE = "application/x-www-form-urlencoded"
JSON_TYPE = "application/json"
TEXT_TYPE = "text/plain; charset=utf-8"
BYTES_TYPE = "application/octet-stream"
_NOT_IN_FORM = frozenset(' \n\r\t<>"{}')


class Loss(NamedTuple):
    """What another kind cannot hold: `number` fields that are `off`, values that become text (`types`) or JSON in a
    text (`nested`), `files`, or the whole `content`.
    """

    what: Literal["off", "types", "nested", "files", "content"]
    number: int = 1


class Conversion(NamedTuple):
    """The request with its body as another kind, and what is lost."""

    request: HttpRequest
    losses: tuple[Loss, ...]


def kind_of(request: HttpRequest) -> BodyKind:
    """Return the kind of a request's body; text is JSON when its Content-Type says so."""
    match request.body:
        case None:
            return "none"
        case FormBody():
            return "form"
        case MultipartBody():
            return "multipart"
        case TextBody():
            return "json" if "json" in content_type(request).lower() else "text"
        case _:
            return "file"


def content_type(request: HttpRequest) -> str:
    """Return what the Content-Type header says, '' when it is not sent."""
    sent = (field.value or "" for field in request.headers if field.enabled and _is_type(field))
    return next(sent, "")


def with_content_type(request: HttpRequest, value: str) -> HttpRequest:
    """Return the request with this Content-Type, '' for none. The header stays where it stands."""
    place = next((number for number, field in enumerate(request.headers) if _is_type(field)), None)
    if not value:
        return replace(request, headers=tuple(field for field in request.headers if not _is_type(field)))
    if place is None:
        return replace(request, headers=(*request.headers, Field(name="Content-Type", value=value)))
    field = replace(request.headers[place], value=value, enabled=True)
    return replace(request, headers=(*request.headers[:place], field, *request.headers[place + 1 :]))


def converted(request: HttpRequest, kind: BodyKind) -> Conversion:
    """Return the request with its body as another kind, its content kept as far as that kind can hold it."""
    if kind == kind_of(request):
        return Conversion(request, ())
    match kind:
        case "none":
            return Conversion(with_content_type(replace(request, body=None), ""), _all_of(request.body))
        case "form":
            body, losses, media = *_as_form(request.body), FORM_TYPE
        case "json":
            body, losses, media = *_as_json(request.body), JSON_TYPE
        case "text":
            body, losses, media = *_as_text(request.body), TEXT_TYPE
        case "multipart":
            body, losses = _as_multipart(request.body)
            media = f"multipart/form-data; boundary={body.boundary}" if isinstance(body, MultipartBody) else ""
        case "file":
            body, losses, media = FileBody(path=""), _all_of(request.body), BYTES_TYPE
    return Conversion(with_content_type(replace(request, body=body), media), losses)


def _is_type(field: Field) -> bool:
    return field.name.lower() == "content-type"


def _all_of(body: Body | None) -> tuple[Loss, ...]:
    match body:
        case None | TextBody(text="") | FormBody(fields=()) | MultipartBody(parts=()) | FileBody(path=""):
            return ()
        case _:
            return (Loss("content"),)


def _off(fields: Sequence[Field]) -> tuple[Loss, ...]:
    count = sum(not field.enabled for field in fields)
    return (Loss("off", count),) if count else ()


def _as_form(body: Body | None) -> tuple[Body, tuple[Loss, ...]]:
    match body:
        case TextBody(text=text) if (fields := _json_fields(text)) is not None:
            return FormBody(fields=fields[0]), fields[1]
        case TextBody(text=text) if (pairs := _written_fields(text)) is not None:
            return FormBody(fields=pairs), ()
        case MultipartBody(parts=parts):
            texts = [part for part in parts if not (part.file_name or part.path)]
            lost = (Loss("files", len(parts) - len(texts)),) if len(texts) < len(parts) else ()
            return FormBody(fields=tuple(Field(name=escape(part.name), value=part.text) for part in texts)), lost
        case _:
            return FormBody(fields=()), _all_of(body)


def _json_fields(text: str) -> tuple[tuple[Field, ...], tuple[Loss, ...]] | None:
    try:
        tree = JsonTree(text)
    except JsonProblem:
        return None
    if tree.root.kind != "object":
        return None
    members = tree.root.children
    nested = sum(member.kind in ("object", "list") for member in members)
    typed = sum(member.kind in ("number", "yes_no", "nothing") for member in members)
    fields = tuple(Field(name=tree.key(member), value=_plain(tree, member)) for member in members)
    lost = [Loss("nested", nested)] * bool(nested) + [Loss("types", typed)] * bool(typed)
    return fields, tuple(lost)


def _plain(tree: JsonTree, node: JsonNode) -> str:
    """Return what a value says; a variable that was escaped as JSON is not, where it stands alone."""
    value = "" if node.kind == "nothing" else tree.value(node)
    return _with_filter(value, drop="json") if node.kind == "text" else value


def _written_fields(text: str) -> tuple[Field, ...] | None:
    """Return urlencoded text as fields, or None when it is none."""
    literal = "".join(piece for piece in parse(text) if not isinstance(piece, Hole))
    if "=" not in literal or set(literal) & _NOT_IN_FORM:
        return None
    return tuple(_written_field(piece) for piece in text.split("&"))


def _written_field(text: str) -> Field:
    """Return `name=value` as a field; with a variable that is not encoded as in forms, sent as it is written."""
    name, mark, value = text.partition("=")
    decoded = [_decoded(side) for side in (name, value)]
    if any(side is None for side in decoded):
        return Field(name=name, value=value if mark else None, raw=True)
    return Field(name=decoded[0] or "", value=decoded[1] if mark else None)


def _decoded(template: str) -> str | None:
    pieces: list[str | Hole] = []
    for piece in parse(template):
        if not isinstance(piece, Hole):
            pieces.append(unquote_plus(piece))
        elif piece.filters[-1:] in (("form",), ("url",)):
            pieces.append(Hole(piece.expression, piece.filters[:-1]))
        else:
            return None
    return unparse(pieces)


def _as_json(body: Body | None) -> tuple[Body, tuple[Loss, ...]]:
    match body:
        case FormBody(fields=fields):
            pairs = ((field.name, field.value or "") for field in fields if field.enabled)
            return TextBody(text=_json_of(pairs)), _off(fields)
        case MultipartBody(parts=parts):
            texts = [(escape(part.name), part.text) for part in parts if not (part.file_name or part.path)]
            lost = (Loss("files", len(parts) - len(texts)),) if len(texts) < len(parts) else ()
            return TextBody(text=_json_of(texts)), lost
        case TextBody(text=text) if is_json(text):
            return body, ()
        case BinaryBody() if (written := _text_in(body)) is not None and is_json(written):
            return TextBody(text=written), ()
        case _:
            return TextBody(text="{}"), _all_of(body)


def _json_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a JSON object of texts; a name that comes twice becomes a list."""
    members: dict[str, list[str]] = {}
    for name, value in pairs:
        members.setdefault(_in_quotes(name), []).append(_in_quotes(value))
    lines = [
        f"  {name}: {values[0] if len(values) == 1 else '[' + ', '.join(values) + ']'}"
        for name, values in members.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"


def _in_quotes(template: str) -> str:
    pieces: list[str | Hole] = ['"']
    for piece in parse(template):
        if isinstance(piece, Hole):
            pieces.append(Hole(piece.expression, (*piece.filters, "json")))
        else:
            pieces.append(json.dumps(piece, ensure_ascii=False)[1:-1])
    return unparse((*pieces, '"'))


def _as_text(body: Body | None) -> tuple[Body, tuple[Loss, ...]]:
    match body:
        case FormBody(fields=fields):
            return TextBody(text="&".join(_written(field) for field in fields if field.enabled)), _off(fields)
        case TextBody():
            return body, ()
        case BinaryBody() if (text := _text_in(body)) is not None:
            return TextBody(text=text), ()
        case _:
            return TextBody(text=""), _all_of(body)


def _written(field: Field) -> str:
    name = _encoded(field.name, raw=field.raw)
    return name if field.value is None else f"{name}={_encoded(field.value, raw=field.raw)}"


def _encoded(template: str, *, raw: bool) -> str:
    """Return a field's text as it is sent. What a field encodes by itself, a text must be told to."""
    pieces: list[str | Hole] = []
    for piece in parse(template):
        if not isinstance(piece, Hole):
            pieces.append(piece if raw else encode_form(piece))
        elif raw:
            pieces.append(piece if piece.filters else Hole(piece.expression, ("url",)))
        else:
            pieces.append(Hole(piece.expression, (*piece.filters, "form")))
    return unparse(pieces)


def _text_in(body: BinaryBody) -> str | None:
    try:
        return escape(body.content.decode())
    except UnicodeDecodeError:
        return None


def _as_multipart(body: Body | None) -> tuple[Body, tuple[Loss, ...]]:
    form, losses = (body, _off(body.fields)) if isinstance(body, FormBody) else _as_form(body)
    fields = form.fields if isinstance(form, FormBody) else ()
    parts = tuple(Part(name=_without_holes(field.name), text=field.value or "") for field in fields if field.enabled)
    return MultipartBody(boundary=new_id("----LoadStudio"), parts=parts), losses


def _without_holes(template: str) -> str:
    """Return a name as it is sent: that of a part holds no variables."""
    return "".join(str(piece) for piece in parse(template))


def _with_filter(template: str, *, drop: str) -> str:
    pieces = parse(template)
    if len(pieces) == 1 and isinstance(pieces[0], Hole):
        return str(Hole(pieces[0].expression, tuple(name for name in pieces[0].filters if name != drop)))
    return template
