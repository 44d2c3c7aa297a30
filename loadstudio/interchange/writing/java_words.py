"""The words of the scripts in a test plan of JMeter: BeanShell, which is all but Java. The helpers are those of
`resources/export/jmeter.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import override

from loadstudio.interchange.writing.curly_words import CurlyWords
from loadstudio.interchange.writing.lines import quoted
from loadstudio.interchange.writing.texts import Text
from loadstudio.scenario.functions import Call

_COMPARED = {
    "equals": "{0}.equals({1})",
    "differs": "!{0}.equals({1})",
    "contains": "{0}.contains({1})",
    "lacks": "!{0}.contains({1})",
}
_DATES = {
    "a": "EEE", "A": "EEEE", "b": "MMM", "B": "MMMM", "d": "dd", "H": "HH", "I": "hh", "j": "DDD", "M": "mm", "m": "MM",
    "p": "a", "S": "ss", "u": "u", "V": "ww", "G": "YYYY", "y": "yy", "Y": "yyyy", "z": "Z", "Z": "z", "f": "SSS'000'",
    "F": "yyyy-MM-dd", "T": "HH:mm:ss", "%": "'%'", "U": "ww", "W": "ww", "w": "u",
}  # fmt: skip


class JavaWords(CurlyWords):
    """A person's values are JMeter's variables."""

    site = 'value("site")'
    compared = _COMPARED

    @override
    def text(self, text: Text, *, known: bool = False) -> str:
        if not text:
            return '""'
        pieces = (java(piece) if isinstance(piece, str) else self.hole(piece, known=known) for piece in text)
        return pieces_joined(tuple(pieces))

    @override
    def value(self, name: str, *, known: bool) -> str:
        return f"value({java(name)})"

    @override
    def is_known(self, name: str) -> str:
        return f"isKnown({java(name)})"

    @override
    def named(self, **arguments: str | int | bool) -> list[str]:
        return [java(one) if isinstance(one, str) else str(one).lower() for one in arguments.values()]

    @override
    def function(self, parameters: str, result: str) -> str:
        raise ValueError("BeanShell has no functions without a name")

    @override
    def literal(self, text: str) -> str:
        return java(text)

    @override
    def call(self, call: Call) -> str:
        if call.name == "random_choice":
            return f"randomChoice({texts(str(one) for one in call.arguments)})"
        if call.name == "random_int":
            return "randomInt(" + ", ".join(f"{one}L" for one in call.arguments) + ")"
        if call.name == "now" and call.arguments and "%" in str(call.arguments[0]):
            shape = date_pattern(str(call.arguments[0]))
            return super().call(call._replace(arguments=(shape, *call.arguments[1:])))
        return super().call(call)


def java(text: str) -> str:
    """Return a text as a literal of Java. Signs beyond ASCII are escaped, and the dollar of what JMeter would
    replace.
    """
    return re.sub(r"[^\x20-\x7e]|\$(?=\{)", _escaped, quoted(text))


def _escaped(sign: re.Match[str]) -> str:
    units = sign[0].encode("utf-16-be")
    return "".join(f"\\u{int.from_bytes(units[place : place + 2]):04x}" for place in range(0, len(units), 2))


def texts(given: Iterable[str]) -> str:
    """Return texts as an array."""
    return "new String[] { " + ", ".join(java(one) for one in given) + " }"


def array_of_keys(keys: tuple[str | int, ...]) -> str:
    """Return names of members and places in lists as an array."""
    written = (f"new Integer({key})" if isinstance(key, int) else java(key) for key in keys)
    return "new Object[] { " + ", ".join(written) + " }"


def pieces_joined(pieces: tuple[str, ...]) -> str:
    """Return expressions as one text."""
    return pieces[0] if len(pieces) == 1 else f"({' + '.join(pieces)})"


def date_pattern(shape: str) -> str:
    """Return a format of strftime as a pattern of SimpleDateFormat; texts stand in quotes there."""

    def written(match: re.Match[str]) -> str:
        if match[1]:
            return _DATES[match[1]]
        return "'" + match[2].replace("'", "''") + "'" if re.search("[A-Za-z']", match[2]) else match[2]

    return re.sub(r"%(.)|([^%]+)", written, shape, flags=re.DOTALL)
