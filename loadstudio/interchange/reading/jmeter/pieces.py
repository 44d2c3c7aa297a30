"""Texts as literals and holes of our templates, and filters put over them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loadstudio.playback.encode import filtered
from loadstudio.scenario.template import Hole, unparse

type Pieces = tuple[str | Hole, ...]

_SIGN_BY_SIGN = frozenset(("url", "form", "json", "html", "upper", "lower"))
"""Filters that do the same to a text as to its pieces one by one."""


def joined(*parts: str | Hole) -> Pieces:
    """Return pieces with neighbouring literals as one and without empty ones."""
    whole: list[str | Hole] = []
    for part in parts:
        if isinstance(part, str) and whole and isinstance(whole[-1], str):
            whole[-1] += part
        elif part != "":
            whole.append(part)
    return tuple(whole)


def literal(pieces: Pieces) -> str | None:
    """Return a text without holes, None for one with some."""
    return None if any(isinstance(one, Hole) for one in pieces) else "".join(map(str, pieces))


def template(pieces: Iterable[str | Hole]) -> str:
    """Return the template of pieces."""
    return unparse(pieces)


def in_quotes(text: str) -> str | None:
    """Return a text as it stands in the brackets of a call, None where it cannot."""
    if "\n" in text or ("'" in text and '"' in text):
        return None
    return f"'{text}'" if "'" not in text else f'"{text}"'


def with_filter(pieces: Pieces, name: str) -> Pieces | None:
    """Return what a filter makes of a text, None where no template can say it."""
    text = literal(pieces)
    if text is not None:
        return joined(filtered(text, (name,)))
    if len(pieces) == 1 or re.match("[a-z0-9]+", name).group() in _SIGN_BY_SIGN:  # type: ignore[union-attr]
        return joined(
            *(
                one._replace(filters=(*one.filters, name)) if isinstance(one, Hole) else filtered(one, (name,))
                for one in pieces
            )
        )
    return _around(pieces, name)


def _around(pieces: Pieces, name: str) -> Pieces | None:
    """One hole takes the literals before and behind it into its filters."""
    holes = [place for place, one in enumerate(pieces) if isinstance(one, Hole)]
    if len(holes) != 1:
        return None
    place = holes[0]
    hole = pieces[place]
    assert isinstance(hole, Hole)
    filters = list(hole.filters)
    for side, text in (
        ("before", "".join(map(str, pieces[:place]))),
        ("after", "".join(map(str, pieces[place + 1 :]))),
    ):
        quoted = in_quotes(text)
        if quoted is None:
            return None
        filters += [f"{side}({quoted})"] if text else []
    return (hole._replace(filters=(*filters, name)),)


def marked(pieces: Pieces, holes: list[Hole], first_mark: int) -> str:
    """Return a text with a private sign in the place of each hole, which is put into `holes`."""
    text = ""
    for one in pieces:
        if isinstance(one, Hole):
            if one not in holes:
                holes.append(one)
            text += chr(first_mark + holes.index(one))
        else:
            text += one
    return text


def unmarked(text: str, holes: list[Hole], first_mark: int) -> Pieces:
    """Return the pieces of a text with private signs."""
    return joined(*(holes[number] if 0 <= (number := ord(sign) - first_mark) < len(holes) else sign for sign in text))
