"""What the browser wanted an exchange for, by the browser's own word (`Sec-Fetch-Dest`) or else by the answer."""

from __future__ import annotations

from loadstudio.http_types.body import media_type
from loadstudio.http_types.headers import get
from loadstudio.http_types.message import Request, Response

_FONT_TYPES = frozenset({"application/font-woff", "application/font-woff2", "application/vnd.ms-fontobject"})
_SCRIPT_TYPES = frozenset(
    {
        "text/javascript",
        "application/javascript",
        "application/x-javascript",
        "text/ecmascript",
        "application/ecmascript",
        "application/wasm",
    }
)
_OF_DEVTOOLS = {"stylesheet": "style", "texttrack": "track", "other": ""}


def resource_type(request: Request, response: Response | None) -> str:
    """Return `document`, `iframe`, `script`, `style`, `image`, `font`, `fetch`, `xhr`, `websocket`, ... or ''."""
    headers = request.headers
    if get(headers, "upgrade").lower() == "websocket":
        return "websocket"
    if request.method == "OPTIONS" and get(headers, "access-control-request-method"):
        return "preflight"
    kind = media_type(response.headers) if response else ""
    if kind == "text/event-stream" or get(headers, "accept") == "text/event-stream":
        return "eventsource"
    destination = get(headers, "sec-fetch-dest").lower()
    if destination == "empty" or (not destination and get(headers, "x-requested-with")):
        return "xhr" if get(headers, "x-requested-with").lower() == "xmlhttprequest" else "fetch"
    return destination or type_by_media(kind)


def type_by_media(kind: str) -> str:
    """Return the type that a media type means where the browser said nothing: only what is surely one, else ''."""
    main, _, _ = kind.partition("/")
    if kind == "text/css":
        return "style"
    if kind in _SCRIPT_TYPES:
        return "script"
    if main == "font" or kind in _FONT_TYPES or kind.startswith("application/x-font-"):
        return "font"
    return main if main in ("image", "audio", "video") else ""


def from_devtools(name: str) -> str:
    """Return our word for a `_resourceType` of Chrome's HAR files."""
    return _OF_DEVTOOLS.get(name, name)
