"""The conditions of If and While Controllers as comparisons."""

from __future__ import annotations

import re

from loadstudio.interchange.reading.jmeter.expressions import Called, Reference, parsed
from loadstudio.interchange.reading.jmeter.java_reading import Java, expression_in
from loadstudio.interchange.reading.jmeter.pieces import marked
from loadstudio.interchange.reading.jmeter.values import FIRST_MARK, Values
from loadstudio.scenario.model import Comparison
from loadstudio.scenario.template import Hole

_SCRIPTS = frozenset(("__jexl2", "__jexl3", "__groovy", "__javaScript", "__BeanShell"))
_LAST_SAMPLE = "JMeterThread.last_sample_ok"


class Conditions:
    """Reads conditions; those that scripts have worked out before are known by the name that holds the answer."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self.answers: dict[str, tuple[Comparison, ...]] = {}

    def of(self, text: str, where: str) -> tuple[Comparison, ...] | None:
        """Return what must all hold, None where that cannot be said."""
        bare = text.strip()
        if not bare or _LAST_SAMPLE in bare:
            return None
        expression = parsed(bare)
        only = expression[0] if len(expression) == 1 else None
        if isinstance(only, Reference) and only.name in self.answers:
            return self.answers[only.name]
        if isinstance(only, Reference):
            return (Comparison(left=self._values.template(bare, where), operator="equals", right="true"),)
        if isinstance(only, Called) and only.function in _SCRIPTS and only.arguments:
            bare = _inside(only.written)
        return self.in_script(bare, where)

    def in_script(self, script: str, where: str) -> tuple[Comparison, ...] | None:
        """Return what an expression asks for."""
        holes: list[Hole] = []
        text = marked(self._values.pieces(script, where), holes, FIRST_MARK)
        java = expression_in(re.sub(r"(?<![=!<>])===?|!==", lambda sign: sign[0][:2], text))
        return None if java is None else self.judged(java, where, holes)

    def judged(self, java: Java, where: str, holes: list[Hole]) -> tuple[Comparison, ...] | None:
        """Return what an expression that is read already asks for."""
        return self._values.meaning(where, holes).comparisons(java)


def _inside(written: str) -> str:
    """Return what stands in the brackets of a call, a name of a value at its end left out; a comma's backslash goes."""
    inner = written[written.index("(") + 1 : written.rindex(")")]
    return re.sub(r"(?<!\\),\s*\w*\s*$", "", inner).replace("\\,", ",")
