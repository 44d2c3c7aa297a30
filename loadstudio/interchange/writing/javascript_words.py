"""The words of a k6 script."""

from __future__ import annotations

from typing import override

from loadstudio.interchange.writing.curly_words import CurlyWords
from loadstudio.interchange.writing.lines import quoted
from loadstudio.interchange.writing.texts import Text

_COMPARED = {
    "equals": "{0} === {1}",
    "differs": "{0} !== {1}",
    "contains": "{0}.includes({1})",
    "lacks": "!{0}.includes({1})",
}


class JavaScriptWords(CurlyWords):
    """A person's values are had by `value(name)`, the site's address is `SITE`."""

    site = "SITE"
    compared = _COMPARED

    @override
    def text(self, text: Text, *, known: bool = False) -> str:
        if not text:
            return '""'
        if len(text) == 1:
            return quoted(text[0]) if isinstance(text[0], str) else self.hole(text[0], known=known)
        pieces = (
            _literal(piece) if isinstance(piece, str) else f"${{{self.hole(piece, known=known)}}}" for piece in text
        )
        return f"`{''.join(pieces)}`"

    @override
    def value(self, name: str, *, known: bool) -> str:
        return f"{'known' if known else 'value'}({quoted(name)})"

    @override
    def is_known(self, name: str) -> str:
        return f"isKnown({quoted(name)})"

    @override
    def named(self, **arguments: str | int | bool) -> list[str]:
        said = [
            f"{name}: {quoted(one) if isinstance(one, str) else str(one).lower()}"
            for name, one in arguments.items()
            if one
        ]
        return [f"{{ {', '.join(said)} }}"] if said else []

    @override
    def function(self, parameters: str, result: str) -> str:
        return f"({parameters}) => {result}"


def _literal(text: str) -> str:
    """Return a text within a template literal."""
    return quoted(text)[1:-1].replace('\\"', '"').replace("`", "\\`").replace("${", "\\${")
