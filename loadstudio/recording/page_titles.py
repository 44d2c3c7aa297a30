"""Names of steps, taken from what a page says or from its address. When a step begins is decided in `pages`."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote

from loadstudio.http_types import body
from loadstudio.http_types.message import Response
from loadstudio.http_types.url import split

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TITLE_STANDS_WITHIN_BYTES = 64 * 1024
_SEPARATOR = re.compile(r"\s+[-–—|·•:»]\s+")
_IDENTITY = re.compile(r"\d+|[0-9a-f]{8,}|[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE)
_FILE_ENDING = re.compile(r"\.(x?html?|php|aspx?|jsp|jsf|do|action|cgi)$", re.IGNORECASE)
_LONGEST = 60


def html_title(response: Response) -> str:
    """Return the text of the page's `<title>` on one line, or '' when the answer is no HTML page or has none."""
    if body.media_type(response.headers) not in ("text/html", "application/xhtml+xml"):
        return ""
    head = response.body[:_TITLE_STANDS_WITHIN_BYTES]
    match = _TITLE.search(body.text_of(response.headers, head))
    return shortened(html.unescape(match.group(1))) if match else ""


def title_from_url(url: str) -> str:
    """Return a name from the address: the last word of the path that is no identity, `Home` for the root."""
    try:
        path = split(url).path
    except ValueError:
        return shortened(url)
    words = [unquote(segment.partition(";")[0]) for segment in path.split("/") if segment]
    telling = [word for word in words if not _IDENTITY.fullmatch(word)]
    if not telling:
        return "Home" if not words else shortened(words[-1])
    name = re.sub(r"[-_+.\s]+", " ", _FILE_ENDING.sub("", telling[-1])).strip()
    return shortened(name[:1].upper() + name[1:]) or "Home"


class SiteNames:
    """The titles of a site's pages, in which the name of the site stands at the start or at the end."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = set(titles)
        parts = [_SEPARATOR.split(title) for title in self._titles]
        self._first = Counter(of_title[0] for of_title in parts)
        self._last = Counter(of_title[-1] for of_title in parts)

    def without(self, title: str) -> str:
        """Return a title without the name of the site that stands at its start or end on other pages too.

        `Cart – Fern` becomes `Cart` when there is a page `Home – Fern` or `Fern`, and `Fern – good plants` becomes
        `Fern`.
        """
        parts = _SEPARATOR.split(title)
        if len(parts) < 2:
            return title
        own = title in self._titles
        if self._last[parts[-1]] > own:
            separators = list(_SEPARATOR.finditer(title))
            return title[: separators[-1].start()]
        if self._last[parts[0]] > (own and parts[0] == parts[-1]):
            return parts[0]
        if self._first[parts[0]] > own:
            first = _SEPARATOR.search(title)
            return title[first.end() :] if first else title
        return title


def shortened(title: str) -> str:
    """Return a title on one line, white space collapsed, cut at 60 characters."""
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
