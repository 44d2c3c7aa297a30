"""What the languages with curly braces have in common: JavaScript (k6) and BeanShell (JMeter)."""

from __future__ import annotations

import re
from typing import override

from loadstudio.interchange.writing.script_words import ScriptWords


class CurlyWords(ScriptWords):
    """Names in camel case, and the signs that C has given to all of them."""

    both = " && "
    either = " || "
    negated = "!"

    @override
    def helper_name(self, name: str) -> str:
        return re.sub("_(.)", lambda match: match[1].upper(), name)

    @override
    def cased(self, made: str, case: str) -> str:
        return f"{made}.to{case.capitalize()}Case()"

    @override
    def constant(self, value: bool | None) -> str:
        return "null" if value is None else str(value).lower()
