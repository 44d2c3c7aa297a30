"""Templates: text with holes. `${csrf_token}`, `${users.password}`, `${token|url}`; `$${` writes a literal `${`.

A hole is an expression (a variable's name, `source.column`, or a function call such as `now('ms')`) followed by
filters, applied from left to right: `url` (percent-encoding), `form` (urlencoded), `json` (string escapes without
quotes), `html`, `base64`, `base64url`, `upper`, `lower`, the hashes `md5`, `sha1`, `sha256`, `sha512` (hexadecimal),
`hmac('sha256','key')`, `before('a')` and `after('z')`, which put texts around, `base64hex` (base64 as hexadecimal),
`calculated` (the result of `3 + 4`), and `s256`, the SHA-256 in base64url of PKCE (RFC 7636). Texts in the brackets of
a call hold any sign but a line break and their own quote. Before a `{` two dollars stand for one, so `$$${price}` is a
dollar and a hole.

Parsing is pure; which functions and filters there are is `functions`', and `playback.render` compiles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_DOLLARS_BEFORE_BRACE = re.compile(r"\$+(?=\{)")
_TEXT = r"""'[^'\n]*'|"[^"\n]*\""""
_BRACKETS = rf"""\((?>{_TEXT}|\((?>{_TEXT}|[^'"(){{}}$|])*+\)|[^'"(){{}}$|])*+\)"""
_FILTER = rf"[a-z0-9]+(?:{_BRACKETS})?"
_HOLE = re.compile(rf"\{{(\s*[a-z_][a-z0-9_]*\s*{_BRACKETS}\s*(?=[|}}])|[^${{}}|]+)((?:\|{_FILTER})*)\}}")
_FILTERS = re.compile(rf"\|({_FILTER})")


class Hole(NamedTuple):
    """A place for a value: `expression` and `filters` as written, in order."""

    expression: str
    filters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "${" + "|".join((self.expression, *self.filters)) + "}"


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[str | Hole, ...]:
    """Return the pieces of a template: literal texts (never empty) and holes. A `${` that is no hole stays literal."""
    if "${" not in text:
        return (text,) if text else ()
    pieces: list[str | Hole] = []
    literal: list[str] = []
    position = 0
    for run in _DOLLARS_BEFORE_BRACE.finditer(text):
        if run.start() < position:
            continue
        doubled, opening = divmod(len(run.group()), 2)
        match = _HOLE.match(text, run.end()) if opening else None
        literal.append(text[position : run.start()] + "$" * doubled)
        position = run.end()
        if match and match.group(1).strip():
            pieces += _joined(literal)
            pieces.append(Hole(match.group(1).strip(), tuple(_FILTERS.findall(match.group(2)))))
            literal = []
            position = match.end()
        elif opening:
            literal.append("$")
    literal.append(text[position:])
    return (*pieces, *_joined(literal))


def hole_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the holes of a template stand, each from its `$` to behind its `}`."""
    spans: list[tuple[int, int]] = []
    position = 0
    for run in _DOLLARS_BEFORE_BRACE.finditer(text):
        match = _HOLE.match(text, run.end()) if run.start() >= position and len(run.group()) % 2 else None
        if match and match.group(1).strip():
            position = match.end()
            spans.append((run.end() - 1, position))
    return tuple(spans)


def _joined(parts: list[str]) -> list[str]:
    text = "".join(parts)
    return [text] if text else []


def escape(text: str) -> str:
    """Return a template that renders to exactly `text`. To put holes beside it use `unparse`: a `$` at its end would
    escape the hole.
    """
    return _DOLLARS_BEFORE_BRACE.sub(lambda run: run.group() * 2, text) if "${" in text else text


def unparse(pieces: Iterable[str | Hole]) -> str:
    """Return the template that `parse` takes apart into these pieces (neighbouring literals joined)."""
    written = ""
    for piece in pieces:
        if isinstance(piece, Hole):
            dollars = len(written) - len(written.rstrip("$"))
            written += "$" * dollars + str(piece)
        else:
            written = _with_literal(written, piece)
    return written


def _with_literal(written: str, text: str) -> str:
    """Append a literal; one that begins with `{` may meet dollars at the end of the literal before."""
    dollars = len(written) - len(written.rstrip("$")) if text.startswith("{") else 0
    return written + "$" * dollars + escape(text)


def names_in(text: str) -> tuple[str, ...]:
    """Return the expressions of a template's holes, in order, with repetitions."""
    if "${" not in text:  # a body of megabytes is not worth a place in the cache
        return ()
    return tuple(piece.expression for piece in parse(text) if isinstance(piece, Hole))
