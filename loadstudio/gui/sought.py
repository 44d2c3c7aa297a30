"""What a person looks for among requests: words, and a kind of answer. Pure: no Qt, no files.

The list of a recording in progress and the tree of a scenario ask here, so that the same words find the same.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from loadstudio.http_types.body import is_page
from loadstudio.recording.filters import is_static_type

type Kind = Literal["all", "page", "data", "file", "stream", "failed"]
"""`page` is what one reads, `file` its scripts, styles, pictures and fonts, `data` the rest; `failed` is any kind."""

_CLASS = re.compile(r"[1-5]xx")
_STREAMS = frozenset({"websocket", "eventsource"})
_BY_SCRIPT = frozenset({"fetch", "xhr"})


class Sought(msgspec.Struct, frozen=True):
    """All `words` must be found, in any order; `-word` must not be there; `4xx` and `404` are states of the answer."""

    words: str = ""
    kind: Kind = "all"

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.kind == "all" and not self.words.strip()

    def finds(self, text: str, status: int) -> bool:
        """Tell whether a text in lower case, with the status of its answer (0: none), has what is looked for."""
        return all(_is_there(word, text, status) for word in self.words.lower().split())

    def takes(self, kind: Kind, *, failed: bool) -> bool:
        """Tell whether an answer is of the kind that is looked for."""
        return self.kind in ("all", kind) or (self.kind == "failed" and failed)


def kind_of(mime_type: str, resource_type: str = "", *, static: bool = False) -> Kind:
    """Return the kind of an answer by what the browser wanted it for, where that is known, else by its media type."""
    mime = mime_type.partition(";")[0].strip().lower()
    if resource_type in _STREAMS or mime == "text/event-stream":
        return "stream"
    if static or is_static_type(resource_type, mime):
        return "file"
    return "page" if is_page(mime) and resource_type not in _BY_SCRIPT else "data"


def _is_there(word: str, text: str, status: int) -> bool:
    if len(word) > 1 and word.startswith("-"):
        return not _is_there(word[1:], text, status)
    if _CLASS.fullmatch(word):
        return status // 100 == int(word[0])
    return word in text or word == str(status)
