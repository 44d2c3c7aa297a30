"""curl commands as browsers, documentation and colleagues hand them on ("Copy as cURL"): each command a request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from msgspec.structs import replace

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.url import completed
from loadstudio.interchange.reading.brought import Brought, a_step, as_scenario, redirects_followed, wire_request
from loadstudio.scenario.model import BasicAuth, DigestAuth, FileBody, HttpRequest, MultipartBody, Part
from loadstudio.scenario.template import escape

_COMMAND = re.compile(r"(?m)^\s*(?:\$\s+)?curl(?:\.exe)?\s")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ANSI = re.compile(r"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|.)", re.DOTALL)
_SHORT = {
    "X": "request", "H": "header", "d": "data", "F": "form", "u": "user", "b": "cookie", "A": "user-agent",
    "e": "referer", "G": "get", "I": "head", "k": "insecure", "L": "location", "s": "silent",
    "S": "show-error", "v": "verbose",
    "i": "include", "f": "fail", "o": "output", "O": "remote-name", "w": "write-out", "m": "max-time", "x": "proxy",
    "c": "cookie-jar", "E": "cert", "T": "upload-file", "r": "range", "#": "progress-bar", "4": "ipv4", "6": "ipv6",
    "g": "globoff", "N": "no-buffer", "0": "http1.0", "1": "tlsv1", "K": "config", "D": "dump-header",
    "U": "proxy-user",
}  # fmt: skip
_DATA = frozenset(("data", "data-raw", "data-ascii", "data-binary", "data-urlencode", "json"))
_READ = _DATA | {
    "request",
    "header",
    "form",
    "form-string",
    "user",
    "cookie",
    "user-agent",
    "referer",
    "url",
    "upload-file",
}
_PASSED_OVER = frozenset(
    ("output", "write-out", "max-time", "connect-timeout", "retry", "retry-delay", "cookie-jar", "range", "dump-header",
     "limit-rate", "max-redirs", "stderr", "trace", "trace-ascii", "resolve", "connect-to", "interface",
     "keepalive-time")
)  # fmt: skip
_NOT_TAKEN = frozenset(
    ("proxy", "proxy-user", "cert", "key", "cacert", "capath", "config", "cert-type", "ciphers", "pass")
)
_BOUNDARY = "----LoadStudioFormBoundary"


def from_curl(text: str, name: str) -> Brought:
    """Return the commands of a text as a scenario, a step each. Raises InvalidInput when there is none that can be
    sent.
    """
    told: list[str] = []
    steps = []
    following = 0
    for number, words in enumerate(_commands(text), 1):
        try:
            command = _Command(words, told)
            request = command.request()
        except ValueError as error:
            told.append(f"The {number}. command: {error}.")
            continue
        following += command.follows_redirects
        steps.append(a_step(request.name, (request,)))
    if following:
        told.append(redirects_followed(following))
    return Brought(as_scenario(name, steps), tuple(dict.fromkeys(told)))


def is_curl(text: str) -> bool:
    """Tell whether a text has a curl command at the beginning of a line."""
    return _COMMAND.search(text) is not None


def _commands(text: str) -> Iterator[list[str]]:
    if re.search(r"\^\s*$", text, re.MULTILINE) or '^"' in text:  # copied for the prompt of Windows
        text = re.sub(r"\^(.|\n)", lambda sign: "" if sign[1] == "\n" else sign[1], text.replace("\r\n", "\n"))
    words: list[str] = []
    for word in (*_words(text), ""):
        if word == "" or (word in ("\n", ";", "&", "&&", "|")):
            if words and words[0].removesuffix(".exe").rpartition("/")[2] == "curl":
                yield words[1:]
            words = []
        elif not (word == "$" and not words):
            words.append(word.removeprefix("\0"))


def _words(text: str) -> Iterator[str]:
    """Yield words as a shell has them, `\\n` where a command ends. What was quoted begins with NUL, so that it is no
    sign.
    """
    word: str | None = None
    position, end = 0, len(text)
    while position < end:
        sign = text[position]
        if sign == "\\" and position + 1 < end:
            follows = text[position + 1]
            if follows in "\r\n":
                position += 3 if text[position + 1 : position + 3] == "\r\n" else 2
                continue
            word, position = (word or "\0") + follows, position + 2
        elif sign in "'\"" or text.startswith("$'", position):
            part, position = _quoted(text, position)
            word = (word or "\0") + part
        elif sign in " \t\r\n;":
            if word is not None:
                yield word
                word = None
            if sign in "\n;":
                yield "\n"
            position += 1
        else:
            word, position = (word or "") + sign, position + 1
    if word is not None:
        yield word


def _quoted(text: str, position: int) -> tuple[str, int]:
    ansi = text[position] == "$"
    begin = position + (2 if ansi else 1)
    mark = text[begin - 1]
    place = begin
    while place < len(text) and text[place] != mark:
        place += 2 if text[place] == "\\" and (ansi or mark == '"') else 1
    if place >= len(text):
        raise InvalidInput("A quote in it is never closed: copy the whole command.")
    inner = text[begin:place]
    if ansi:
        inner = _ANSI.sub(_ansi, inner)
    elif mark == '"':
        inner = re.sub(r"\\([\"\\$`\n])", lambda sign: "" if sign[1] == "\n" else sign[1], inner)
    return inner, place + 1


def _ansi(escape_sign: re.Match[str]) -> str:
    said = escape_sign[1]
    if said[0] in "xuU" and len(said) > 1:
        return chr(int(said[1:], 16))
    return chr(int(said, 8)) if said[0] in "01234567" else _ESCAPES.get(said, "\\" + said)


class _Command:
    """One command: its options, read once."""

    def __init__(self, words: list[str], told: list[str]) -> None:
        self._told = told
        self._given: list[tuple[str, str]] = []
        self._flags: set[str] = set()
        rest = iter(words)
        for word in rest:
            if word.startswith("--"):
                self._take(word[2:], "", rest)
            elif word.startswith("-") and len(word) > 1:
                self._take_short(word[1:], rest)
            else:
                self._given.append(("url", word))

    def _take_short(self, signs: str, rest: Iterator[str]) -> None:
        for place, sign in enumerate(signs):
            option = _SHORT.get(sign, sign)
            if option in _READ | _PASSED_OVER | _NOT_TAKEN:
                self._take(option, signs[place + 1 :], rest)
                return
            self._flags.add(option)

    def _take(self, option: str, joined: str, rest: Iterator[str]) -> None:
        option, mark, value = option.partition("=") if not joined else (option, "=", joined)
        if option not in _READ | _PASSED_OVER | _NOT_TAKEN:
            self._flags.add(option)
            return
        if not mark:
            value = next(rest, "")
        if option in _READ:
            self._given.append((option, value))
        elif option in _NOT_TAKEN:
            self._told.append(f"The option --{option}: set it on the Load screen or in Settings.")

    def _all(self, *options: str) -> list[str]:
        return [value for option, value in self._given if option in options]

    @property
    def follows_redirects(self) -> bool:
        """Whether it goes where an answer leads (`-L`)."""
        return bool(self._flags & {"location", "location-trusted"})

    def request(self) -> HttpRequest:
        """Return the request. Raises ValueError, with a sentence without its end, when it cannot be sent."""
        addresses = self._all("url")
        if not addresses:
            raise ValueError("it names no address")
        if len(addresses) > 1:
            self._told.append(f"Further addresses of one command, such as {addresses[1]}.")
        address = completed(addresses[0] if "://" in addresses[0] else f"http://{addresses[0]}")
        headers = [
            tuple(part.strip() for part in line.partition(":")[::2]) for line in self._all("header") if ":" in line
        ]
        for option, header in (("user-agent", "User-Agent"), ("referer", "Referer")):
            headers += [(header, value) for value in self._all(option)]
        cookies = [value for value in self._all("cookie") if "=" in value]
        headers += [("Cookie", "; ".join(cookies))] if cookies else []
        data = self._data()
        if self._flags & {"get"} and data:
            address += ("&" if "?" in address else "?") + data
            data = ""
        given = {name.lower() for name, _ in headers}
        if data and "content-type" not in given:
            kind = "application/json" if self._all("json") else "application/x-www-form-urlencoded"
            headers.append(("Content-Type", kind))
        if self._all("json") and "accept" not in given:
            headers.append(("Accept", "application/json"))
        method = (self._all("request") or [self._method(data)])[-1]
        request = wire_request(method, address, tuple((name, value) for name, value in headers), data.encode())
        return self._with_log_in(self._with_files(request))

    def _method(self, data: str) -> str:
        if "head" in self._flags:
            return "HEAD"
        if self._all("upload-file"):
            return "PUT"
        return "POST" if data or self._all("form", "form-string") else "GET"

    def _data(self) -> str:
        pieces = []
        for option, value in self._given:
            if option not in _DATA:
                continue
            if value.startswith("@") and option != "data-raw":
                self._told.append(f"What the file {value[1:]} holds: choose it as the body of the request.")
            elif option == "data-urlencode":
                name, mark, said = value.partition("=")
                pieces.append(f"{name}={quote_plus(said)}" if mark and name else quote(said if mark else value))
            else:
                pieces.append(value.replace("\r", "").replace("\n", "") if option in ("data", "data-ascii") else value)
        return ("" if self._all("json") else "&").join(pieces)

    def _with_files(self, request: HttpRequest) -> HttpRequest:
        if files := self._all("upload-file"):
            self._told.append(f"The file {files[0]}: put it beside the scenario.")
            return replace(request, body=FileBody(path=files[0].replace("\\", "/").rpartition("/")[2]))
        parts = tuple(self._part(option, value) for option, value in self._given if option in ("form", "form-string"))
        return replace(request, body=MultipartBody(boundary=_BOUNDARY, parts=parts)) if parts else request

    def _part(self, option: str, value: str) -> Part:
        name, _, said = value.partition("=")
        text, *facts = said.split(";") if option == "form" else [said]
        known = dict(fact.strip().partition("=")[::2] for fact in facts)
        kind = known.get("type", "")
        if option == "form" and text.startswith(("@", "<")):
            file = text[1:].strip('"').replace("\\", "/").rpartition("/")[2]
            self._told.append(f"The file {file}: put it beside the scenario, or choose another.")
            return Part(name=name, file_name=known.get("filename", file), content_type=kind, path=file)
        return Part(name=name, text=escape(text), content_type=kind)

    def _with_log_in(self, request: HttpRequest) -> HttpRequest:
        given = self._all("user")
        if not given:
            return request
        name, _, password = given[-1].partition(":")
        made = DigestAuth if self._flags & {"digest", "anyauth"} else BasicAuth
        return replace(request, auth=made(username=escape(name), password=escape(password)))
