"""One request as sent, as a command of curl: what a tester hands to those who mend the site."""

from __future__ import annotations

import shlex

from loadstudio.http_types.headers import Headers

_OF_THE_CONNECTION = frozenset({"host", "content-length", "connection", "accept-encoding"})
"""What curl writes itself; it asks for what it can decode by `--compressed`."""


def curl_command(method: str, url: str, headers: Headers = (), body: bytes = b"") -> str:
    """Return the command for a shell of Linux or macOS, an option a line. A body that is no text is left out."""
    text = _text_of(body)
    options = [f"curl {shlex.quote(url)}"]
    if method != ("POST" if text else "GET"):
        options.append(f"-X {shlex.quote(method)}")
    options += [f"-H {shlex.quote(_line(name, value))}" for name, value in headers if _is_sent(name)]
    if any(name.lower() == "accept-encoding" for name, _ in headers):
        options.append("--compressed")
    if text:
        options.append(f"--data-raw {shlex.quote(text)}")
    return " \\\n  ".join(options)


def _is_sent(name: str) -> bool:
    return name.lower() not in _OF_THE_CONNECTION and not name.startswith(":")


def _line(name: str, value: str) -> str:
    return f"{name}: {value}" if value else f"{name};"  # so curl sends a header without a value


def _text_of(body: bytes) -> str:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text
