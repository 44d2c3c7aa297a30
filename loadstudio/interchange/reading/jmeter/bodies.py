"""What a request of JMeter sends: parameters, a body as it stands, files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from loadstudio.http_types.url import encode_form, parse_form
from loadstudio.interchange.reading.jmeter.places import Place
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.scenario.model import BinaryBody, Body, Field, FileBody, MultipartBody, Part
from loadstudio.scenario.template import Hole, parse, unparse

type Read = Callable[[str], bytes | None]

BOUNDARY = "----LoadStudioFormBoundary"
_ARGUMENTS = "HTTPsampler.Arguments"
_RAW = "HTTPSampler.postBodyRaw"
_NOT_IN_NAMES = re.compile(r"[${}]")


class Argument(NamedTuple):
    """A parameter, its texts as the plan has them."""

    name: str
    value: str
    encoded: bool
    has_value: bool


def arguments_of(sampler: Element, place: Place) -> tuple[Argument, ...]:
    """Return the parameters of a request; those of the request defaults come after its own."""
    found = _listed(sampler)
    if is_raw(sampler):
        return tuple(found)
    for defaults in reversed(place.of_kind("ConfigTestElement")):
        own = {one.name for one in found}
        found += [one for one in _listed(defaults) if one.name not in own]
    return tuple(found)


def _listed(element: Element) -> list[Argument]:
    return [_argument(one) for one in element.inner(_ARGUMENTS).elements("Arguments.arguments")]


def _argument(element: Element) -> Argument:
    name = element.text("Argument.name") or element.name
    value = element.text("Argument.value")
    has_value = bool(value) or element.flag("HTTPArgument.use_equals", otherwise=True)
    return Argument(name, value, element.flag("HTTPArgument.always_encode"), has_value)


def is_raw(sampler: Element) -> bool:
    """Tell whether the body is written as it is sent."""
    if sampler.flag(_RAW):
        return True
    listed = sampler.inner(_ARGUMENTS).elements("Arguments.arguments")
    return bool(listed) and all(not (one.text("Argument.name") or one.name) for one in listed)


def fields_in(arguments: Iterable[Argument], values: Values, where: str) -> tuple[Field, ...]:
    """Return parameters as fields of a form or query."""
    return tuple(
        as_readable(
            Field(
                name=values.template(one.name, where),
                value=values.template(one.value, where) if one.has_value else None,
                raw=not one.encoded or not one.has_value,
            )
        )
        for one in arguments
    )


def as_readable(field: Field) -> Field:
    """Return a field that is sent as it stands as one that is encoded, where both are the same bytes."""
    if not field.raw or field.value is None:
        return field
    both = _decoded(field.name), _decoded(field.value)
    if both[0] is not None and both[1] is not None:
        return Field(name=both[0], value=both[1], enabled=field.enabled)
    return Field(name=_without_url(field.name), value=_without_url(field.value), enabled=field.enabled, raw=True)


def _decoded(template: str) -> str | None:
    pieces: list[str | Hole] = []
    for piece in parse(template):
        if isinstance(piece, Hole):
            if not piece.filters or piece.filters[-1] != "form":
                return None
            pieces.append(piece._replace(filters=piece.filters[:-1]))
            continue
        pairs = parse_form(f"{piece}=")
        if len(pairs) != 1 or encode_form(pairs[0][0]) != piece:
            return None
        pieces.append(pairs[0][0])
    return unparse(pieces)


def _without_url(template: str) -> str:
    """A value in a field that is sent as it stands is percent-encoded anyway."""
    return unparse(
        one._replace(filters=()) if isinstance(one, Hole) and one.filters == ("url",) else one
        for one in parse(template)
    )


class Files:
    """Reads the files that requests send; `told` is what was not found."""

    def __init__(self, read: Read, values: Values, told: list[str]) -> None:
        self._read = read
        self._values = values
        self._told = told

    def of(self, sampler: Element, where: str) -> tuple[tuple[str, str, str], ...]:
        """Return the files of a request: path, name of the field, media type."""
        listed = sampler.inner("HTTPsampler.Files").elements("HTTPFileArgs.files")
        found = [
            (one.text("File.path") or one.name, one.text("File.paramname"), one.text("File.mimetype")) for one in listed
        ]
        if sampler.text("HTTPSampler.FILE_NAME"):
            found.append(tuple(sampler.text(f"HTTPSampler.{name}") for name in ("FILE_NAME", "FILE_FIELD", "mimetype")))  # type: ignore[arg-type]  # three of them
        return tuple(
            (self._values.plain(path, where) or _NOT_IN_NAMES.sub("", path), name, kind)
            for path, name, kind in found
            if path
        )

    def body(self, path: str, where: str) -> Body:
        """Return a body that is the content of a file."""
        content = self._read(path)
        if content is not None:
            return BinaryBody(content=content)
        self._tell(path, where)
        return FileBody(path=PurePosixPath(path.replace("\\", "/")).name)

    def form(self, arguments: Iterable[Argument], files: Iterable[tuple[str, str, str]], where: str) -> MultipartBody:
        """Return a form with files."""
        parts = [Part(name=one.name, text=self._values.template(one.value, where)) for one in arguments]
        parts += [self._part(path, name, kind, where) for path, name, kind in files]
        return MultipartBody(boundary=BOUNDARY, parts=tuple(parts))

    def _part(self, path: str, name: str, kind: str, where: str) -> Part:
        bare = PurePosixPath(path.replace("\\", "/")).name
        content = self._read(path)
        if content is not None:
            return Part(name=name, file_name=bare, content_type=kind, content=content)
        self._tell(path, where)
        return Part(name=name, file_name=bare, content_type=kind, path=bare)

    def _tell(self, path: str, where: str) -> None:
        self._told.append(f"The file {path} of {where}, which is not beside the test plan: put it beside the scenario.")
