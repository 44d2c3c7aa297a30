"""Templates taken apart for another tool: literal texts as they are sent, and holes that name a value, what is done to
it and how its place wants it written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from loadstudio.http_types.url import well_formed
from loadstudio.playback import encode
from loadstudio.playback.encode import filtered
from loadstudio.scenario.functions import Call, filter_of, function_of, is_call, secrets_in
from loadstudio.scenario.template import Hole, parse

type Place = Literal["plain", "form", "component", "path"]
"""As it is; as a field of a form; as `encodeURIComponent`; as a part of a path, which a whole path may be."""


class Value(NamedTuple):
    """A hole: the value `name` (a variable or `source.column`) or what `call` makes, after the `filters`, written for
    its `place`.
    """

    name: str
    call: Call | None = None
    filters: tuple[Call, ...] = ()
    place: Place = "plain"


class Site(NamedTuple):
    """Scheme, host and port of the site itself, so that they stand in one place of what is written."""


SITE: Final = Site()

type Text = tuple[str | Value | Site, ...]
type Write = Callable[[str], str]


class Names:
    """What expressions mean: `fixed` variables have one value for good, `live` ones are made at each use."""

    def __init__(self, fixed: Mapping[str, str], live: Mapping[str, Call]) -> None:
        self._fixed = fixed
        self.live = live

    def text(self, template: str, *, write: Write = well_formed, bare: Place = "plain", done: Place = "plain") -> Text:
        """Return a template taken apart. Literals are written by `write`; a hole's place is `bare`, or `done` where
        filters have written it already. Raises InvalidInput for a function or filter that there is not.
        """
        pieces: list[str | Value | Site] = []
        for piece in parse(template):
            if isinstance(piece, Hole):
                pieces += self._hole(piece, done if piece.filters else bare)
            else:
                pieces.append(write(piece))
        return joined(*pieces)

    def _hole(self, hole: Hole, place: Place) -> Text:
        filters = tuple(filter_of(name) for name in hole.filters)
        fixed = self._fixed.get(hole.expression)
        if fixed is not None and not any(secrets_in(name) for name in hole.filters):
            return (written(filtered(fixed, hole.filters), place),)
        if is_call(hole.expression):
            return (Value("", function_of(hole.expression), filters, place),)
        return (Value(hole.expression, None, filters, place),)


def written(text: str, place: Place) -> str:
    """Return a literal as its place wants it."""
    return {"plain": encode.utf8, "form": encode.form, "component": encode.component, "path": encode.path}[place](
        text
    ).decode()


def joined(*pieces: str | Value | Site) -> Text:
    """Return the pieces with neighbouring literals as one and without empty ones."""
    whole: list[str | Value | Site] = []
    for piece in pieces:
        if isinstance(piece, str) and whole and isinstance(whole[-1], str):
            whole[-1] += piece
        elif piece != "":
            whole.append(piece)
    return tuple(whole)


def values_in(text: Text) -> tuple[Value, ...]:
    """Return the holes of a text."""
    return tuple(piece for piece in text if isinstance(piece, Value))


def literal(text: Text) -> str | None:
    """Return a text without holes as it is, None for one that has some."""
    return None if any(not isinstance(piece, str) for piece in text) else "".join(map(str, text))


def form_text(text: Text) -> Text:
    """Return a text as a field of a form or query, encoded."""
    return joined(*(_as_field(piece) for piece in text))


def _as_field(piece: str | Value | Site) -> str | Value | Site:
    if isinstance(piece, str):
        return written(piece, "form")
    return piece if isinstance(piece, Site) else piece._replace(place="form")
