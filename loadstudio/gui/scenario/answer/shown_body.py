"""The body of a recorded answer made ready to be looked at: as text, as a tree, as a picture, as bytes.

No widgets: what is long is made ready in a job.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtGui import QImage

from loadstudio.authoring.places.html_tree import HtmlTree, html_tree
from loadstudio.gui.widgets.code_lines import CodeText, Language, prepare
from loadstudio.http_types.body import is_text, media_type, text_of
from loadstudio.http_types.hex_text import hex_text
from loadstudio.http_types.message import Response

type View = Literal["text", "tree", "picture", "bytes"]

READY_AT_ONCE_BYTES = 20_000
"""What is shorter is made ready without a job, so that nothing flickers."""
_FIRST_BYTES = 40_000
_MOST_TREE_CHARS = 200_000


class ShownBody(NamedTuple):
    """What can be shown of a body; the first of the views is shown first. `is_cut` when there is more."""

    text: CodeText | None = None
    tree: HtmlTree | None = None
    picture: QImage | None = None
    bytes: CodeText | None = None
    is_cut: bool = False

    @property
    def views(self) -> tuple[View, ...]:
        """The ways in which it can be looked at."""
        found: dict[View, object] = {"picture": self.picture, "text": self.text, "tree": self.tree, "bytes": self.bytes}
        return tuple(view for view, content in found.items() if content is not None)


def shown_body(response: Response, *, whole: bool = False) -> ShownBody:
    """Make a body ready: its first 200,000 characters or 40,000 bytes, or the `whole`."""
    kind, body = media_type(response.headers), response.body
    if kind.startswith("image/") and not is_text(kind):
        picture = QImage.fromData(body)
        if not picture.isNull():
            return ShownBody(picture=picture, bytes=_bytes(body, whole=False))
    if is_text(kind) or (not kind and b"\0" not in body[:1024]):
        text = text_of(response.headers, body)
        shown = prepare(text, _language(kind), whole=whole)
        tree = html_tree(text[:_MOST_TREE_CHARS]) if kind in ("text/html", "application/xhtml+xml") else None
        return ShownBody(text=shown, tree=tree, is_cut=shown.is_cut)
    return ShownBody(bytes=_bytes(body, whole=whole), is_cut=not whole and len(body) > _FIRST_BYTES)


def _language(kind: str) -> Language:
    if kind.endswith("json"):
        return "json"
    return "html" if kind.endswith(("html", "xml")) else "text"


def _bytes(body: bytes, *, whole: bool) -> CodeText:
    return prepare(hex_text(body if whole else body[:_FIRST_BYTES]), "text", whole=True)
