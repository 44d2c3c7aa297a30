"""The words of a Locust script."""

from __future__ import annotations

from typing import override

from loadstudio.interchange.writing.lines import quoted
from loadstudio.interchange.writing.script_words import ScriptWords
from loadstudio.interchange.writing.texts import Text

_COMPARED = {"equals": "{0} == {1}", "differs": "{0} != {1}", "contains": "{1} in {0}", "lacks": "{1} not in {0}"}


class PythonWords(ScriptWords):
    """A person's values stand in `values`, the site's address in `site`."""

    site = "site"
    compared = _COMPARED
    both = " and "
    either = " or "
    negated = "not "

    @override
    def text(self, text: Text, *, known: bool = False) -> str:
        if not text:
            return '""'
        pieces = [piece if isinstance(piece, str) else self.hole(piece, known=known) for piece in text]
        if len(text) == 1:
            return quoted(text[0]) if isinstance(text[0], str) else pieces[0]
        both = tuple(zip(text, pieces, strict=True))
        if any('"' in written or "\\" in written for piece, written in both if not isinstance(piece, str)):
            return f"({' + '.join(quoted(piece) if isinstance(piece, str) else written for piece, written in both)})"
        return (
            f'f"{"".join(_literal(piece) if isinstance(piece, str) else f"{{{written}}}" for piece, written in both)}"'
        )

    @override
    def value(self, name: str, *, known: bool) -> str:
        return f"values.get({self.literal(name)}, '')" if known else f"values[{self.literal(name)}]"

    @override
    def is_known(self, name: str) -> str:
        return f"{self.literal(name)} in values"

    @override
    def named(self, **arguments: str | int | bool) -> list[str]:
        return [f"{name}={quoted(one) if isinstance(one, str) else one}" for name, one in arguments.items() if one]

    @override
    def function(self, parameters: str, result: str) -> str:
        return f"lambda {parameters}: {result}" if parameters else f"lambda: {result}"

    @override
    def helper_name(self, name: str) -> str:
        return name

    @override
    def literal(self, text: str) -> str:
        """Return a literal in single quotes where that needs no escapes, so that it can stand within an f-string."""
        literal = quoted(text)
        return f"'{literal[1:-1]}'" if "\\" not in literal and "'" not in literal else literal

    @override
    def cased(self, made: str, case: str) -> str:
        return f"{made}.{case}()"

    @override
    def constant(self, value: bool | None) -> str:
        return repr(value)


def _literal(text: str) -> str:
    return quoted(text)[1:-1].replace("{", "{{").replace("}", "}}")
