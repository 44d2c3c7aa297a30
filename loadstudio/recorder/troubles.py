"""mitmproxy's error messages, in words for a person who looks at the request that failed. Pure text to text."""

from __future__ import annotations

import re

LEFT_BY_BROWSER = "The browser left before the answer came."
UNDER_WAY = "No answer yet."
STILL_OPEN = "The recording ended before the answer came."

_WORDS: tuple[tuple[str, str], ...] = (
    (r"client (has )?disconnect|client closed", LEFT_BY_BROWSER),
    (
        r"certificate verify failed: (?P<why>.+)",
        "{host} has a certificate that is not trusted ({why}). Have it trusted on this computer, then record again.",
    ),
    (
        r"name or service not known|getaddrinfo|nodename nor servname|no address associated|name resolution",
        "There is no host named {name}. Check the address and the network.",
    ),
    (r"refused HTTP CONNECT request: (?P<why>.+)", "The upstream proxy refused to connect to {host} ({why})."),
    (r"refused|connect call failed|errno 111|10061", "{host} refuses the connection: nothing listens there."),
    (r"timed? ?out|errno 110|10060", "{host} did not answer in time."),
    (r"unreachable|no route", "{host} cannot be reached from this network."),
    (r"does not speak tls|wrong version number", "{host} does not speak https on this port."),
    (r"tls|ssl", "No secure connection to {host}: {message}"),
    (r"server (has )?disconnect|server closed|connection reset|eof", "{host} closed the connection without an answer."),
)


def in_words(message: str, host: str) -> str:
    """Return what happened in a sentence; `host` is `host` or `host:port`. An unknown message is shown as it is."""
    for pattern, words in _WORDS:
        if match := re.search(pattern, message, re.IGNORECASE):
            known = {name: value.rstrip(". ") for name, value in match.groupdict().items()}
            return words.format(host=host, name=_without_port(host), message=message, **known)
    return f"No answer from {host}: {message}"


def _without_port(host: str) -> str:
    return re.sub(r":\d+$", "", host)
