"""The proxy through which the recorder reaches the site, as a person writes it. Pure text to text."""

from __future__ import annotations

from urllib.parse import urlsplit

from loadstudio.base.errors import UsageError


def mode_of(upstream: str) -> tuple[str, str | None]:
    """Return (mitmproxy's mode, `user:password` or None) for a proxy's URL or ''. Raises UsageError."""
    if not upstream:
        return "regular", None
    try:
        parts = urlsplit(upstream if "://" in upstream else f"http://{upstream}")
        port = parts.port or (443 if parts.scheme == "https" else 8080)
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"'{upstream}' is not the address of a proxy. Write it like http://proxy.example:3128")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    credentials = f"{parts.username}:{parts.password or ''}" if parts.username else None
    return f"upstream:{parts.scheme}://{host}:{port}", credentials
