"""Writes the body of a request as byte pieces with holes: urlencoded form, text, multipart, bytes, a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.url import well_formed
from loadstudio.playback import encode
from loadstudio.playback.encode import Encode
from loadstudio.playback.pieces import PieceWriter
from loadstudio.scenario.model import BinaryBody, Body, Field, FileBody, FormBody, MultipartBody, Part, TextBody

_NO_FILE_CHOSEN = "application/octet-stream"


def write_body(out: PieceWriter, body: Body | None, files: Mapping[str, bytes]) -> None:
    """Write the body, nothing for None. `files` are the contents of files by path. Raises InvalidInput when one that is
    sent is not among them.
    """
    match body:
        case FormBody(fields=fields):
            write_pairs(out, fields, encode.utf8)
        case TextBody(text=text):
            out.template(text, encode.utf8, encode.utf8, encode.utf8)
        case MultipartBody(boundary=boundary, parts=parts):
            for part in parts:
                _write_part(out, boundary, part, files)
            out.literal(encode.utf8(f"--{boundary}--\r\n"))
        case BinaryBody(content=content):
            out.literal(content)
        case FileBody(path=path):
            out.literal(_content(path, files))
        case None:
            pass


def write_pairs(out: PieceWriter, fields: Iterable[Field], encode_raw: Encode) -> None:
    """Write the fields that are on as `name=value&...`: urlencoded by browsers' rules, raw ones as they stand, by
    `encode_raw`, with their holes percent-encoded unless filters say otherwise.
    """
    mark = b""
    for field in fields:
        if not field.enabled:
            continue
        out.literal(mark)
        mark = b"&"
        _write_text(out, field.name, field.raw, encode_raw)
        if field.value is not None:
            out.literal(b"=")
            _write_text(out, field.value, field.raw, encode_raw)


def default_content_type(body: Body | None) -> str:
    """Return the media type that a body of this kind must name, or '' where only its author knows."""
    match body:
        case FormBody():
            return "application/x-www-form-urlencoded"
        case MultipartBody(boundary=boundary):
            return f"multipart/form-data; boundary={boundary}"
        case _:
            return ""


def _write_text(out: PieceWriter, text: str, raw: bool, encode_raw: Encode) -> None:
    if raw:
        out.template(text, encode_raw, encode.component, encode_raw)
    else:
        out.template(text, encode.form, encode.form, encode.form)


def _write_part(out: PieceWriter, boundary: str, part: Part, files: Mapping[str, bytes]) -> None:
    """Write one part as browsers do (HTML standard, multipart/form-data encoding algorithm)."""
    out.literal(encode.utf8(f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(part.name)}"'))
    file_name = part.file_name or PurePath(part.path).name
    # A file field in which no file was chosen is sent with an empty name and this type.
    if file_name or part.content_type == _NO_FILE_CHOSEN:
        out.literal(encode.utf8(f'; filename="{_quoted(file_name)}"'))
    out.literal(b"\r\n")
    if part.content_type:
        out.literal(b"Content-Type: " + encode.header_value(part.content_type) + b"\r\n")
    out.literal(b"\r\n")
    if file_name:
        out.literal(_content(part.path, files) if part.path else part.content)
    else:
        out.template(part.text, encode.utf8, encode.utf8, encode.utf8)
    out.literal(b"\r\n")


def _content(path: str, files: Mapping[str, bytes]) -> bytes:
    if path not in files:
        raise InvalidInput(f"the file '{path}', which it sends, was not read")
    return files[path]


def _quoted(text: str) -> str:
    return well_formed(text).replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
