"""Paths without what changes in them: the same route for every user and visit."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from loadstudio.authoring.rank import looks_random


def route_of(path: str, changing: Iterable[str] = ()) -> str:
    """Return a path with `*` for each segment that changes: those given, and those that a machine made."""
    known = set(changing)
    return "/".join("*" if part in known or looks_random(part) else part for part in path.split("/"))


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
