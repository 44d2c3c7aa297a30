"""Paths without what changes in them: the same route for every user and visit."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from urllib.parse import urljoin, urlsplit

from loadstudio.authoring.places.value_look import looks_random

_WORD_AND_NUMBER = re.compile(r"([A-Za-z]+)[_-]?\d+")  # `issue12`, `msg-3`
_NO_WORDS = re.compile(r"[\W_]+")
_PLACES = frozenset({"step", "page", "part", "stage", "phase", "level", "v"})
"""Words whose number tells one place of the application from another: back to `step1` is no success."""


def route_of(path: str, known: Container[str] = ()) -> str:
    """Return a path with `*` for each segment that changes: those that are `known` to (as `in_paths` gives them), and
    those that a machine made.
    """
    return "/".join("*" if part in known or looks_random(part) else part for part in path.split("/"))


def same_route(path: str, other: str, changing: Iterable[str] = ()) -> bool:
    """Tell whether two paths differ only in what changes: random segments, and numbers however short, alone or
    after a word that is the same (`issue1`, `issue3`); and segments that are `changing` in the other one.
    """
    known = in_paths(changing)
    pairs = list(zip(path.split("/"), other.split("/"), strict=False))
    if len(pairs) != path.count("/") + 1 or len(pairs) != other.count("/") + 1:
        return False
    return all(
        one == two or two in known or (_changes(one) and _changes(two)) or _are_numbered_alike(one, two)
        for one, two in pairs
    )


def in_paths(texts: Iterable[str]) -> set[str]:
    """Return texts as they are and as sites write them in addresses: `Moss garden`, `moss-garden`."""
    plain = set(texts)
    return plain | {_NO_WORDS.sub("-", text.lower()).strip("-") for text in plain} - {""}


def _changes(segment: str) -> bool:
    return segment.isdigit() or looks_random(segment)


def _are_numbered_alike(one: str, two: str) -> bool:
    first, second = _WORD_AND_NUMBER.fullmatch(one), _WORD_AND_NUMBER.fullmatch(two)
    return first is not None and second is not None and first[1] == second[1] and first[1].lower() not in _PLACES


def redirect_url(url: str, location: str) -> str:
    """Return the address (without fragment) to which a `Location` leads from `url`; '' when it is none."""
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError:
        return ""


def redirect_path(path: str, location: str) -> str:
    """Return the path to which a `Location` leads from `path`; '' when it is no address."""
    try:
        return urlsplit(urljoin(path, location)).path or "/"
    except ValueError:
        return ""
