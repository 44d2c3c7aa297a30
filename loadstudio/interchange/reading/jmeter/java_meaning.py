"""What expressions of scripts mean to us: values as pieces of templates, conditions as comparisons. The helpers are
those of `resources/export/jmeter.txt`; what people write themselves is understood where it is as simple.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal as OneOf

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.jmeter.dates import offset_text, strftime_of
from loadstudio.interchange.reading.jmeter.java_reading import Array, Call, Java, Literal, Name, New, Not, Operation
from loadstudio.interchange.reading.jmeter.pieces import Pieces, in_quotes, joined, literal, template, with_filter
from loadstudio.scenario.functions import function_of
from loadstudio.scenario.model import Comparison
from loadstudio.scenario.template import Hole

type Texts = Callable[[str], Pieces]
type Operator = OneOf["equals", "differs", "contains", "lacks", "matches", "less", "more", "exists", "missing"]

_FILTERS = {
    "component": "url", "formField": "form", "jsonEscaped": "json", "htmlEscaped": "html", "base64Of": "base64",
    "base64urlOf": "base64url", "hexOfBase64": "base64hex", "s256": "s256",
}  # fmt: skip
_SAME = frozenset(
    ("path", "css", "spelled", "String.valueOf", "toString", "trim", "number", "Integer.parseInt", "Double.parseDouble",
     "Long.parseLong", "toInteger", "toLong", "toDouble", "Integer.valueOf", "Long.valueOf", "text")
)  # fmt: skip
_MAKERS = {
    "UUID.randomUUID": "uuid()", "java.util.UUID.randomUUID": "uuid()", "madeUuid": "uuid()",
    "traceparent": "traceparent()", "System.currentTimeMillis": "now('ms')",
}  # fmt: skip
_NEEDED = dict.fromkeys(_FILTERS, 1) | {"hashed": 2, "signed": 3}
_OPPOSITES: dict[Operator, Operator] = {
    "equals": "differs", "differs": "equals", "contains": "lacks", "lacks": "contains", "exists": "missing",
    "missing": "exists",
}  # fmt: skip


class Meaning:
    """Says what expressions mean; `value` gives the pieces of a person's value, `text` those of a text in quotes,
    `encode` base64. `names` are those of the script itself.
    """

    def __init__(self, value: Texts, text: Texts, *, encode: Callable[[Pieces], Pieces]) -> None:
        self._value = value
        self._text = text
        self._encode = encode
        self.names: dict[str, Pieces] = {}

    def pieces(self, java: Java) -> Pieces | None:  # noqa: PLR0911 - one for each kind
        """Return the text that an expression makes, None where that cannot be said."""
        match java:
            case Literal(value):
                return self._literal(value)
            case Operation("+", left, right):
                both = self.pieces(left), self.pieces(right)
                return None if both[0] is None or both[1] is None else joined(*both[0], *both[1])
            case Call():
                return self._call(java)
            case Name(name) if name.startswith("vars."):
                return self._value(name.removeprefix("vars."))
            case Name(name) if name in self.names:
                return self.names[name]
            case Name(name):
                found = self._text(name)
                return found if found != (name,) else None
            case New("Integer" | "Long" | "String" | "Double", (only,)):
                return self.pieces(only)
        return None

    def text(self, java: Java) -> str | None:
        """Return the text that an expression always is."""
        found = self.pieces(java)
        return None if found is None else literal(found)

    def texts(self, java: Java) -> tuple[str, ...] | None:
        """Return the texts of a list."""
        if not isinstance(java, Array):
            return None
        found = [self.text(one) for one in java.items]
        return tuple(one for one in found if one is not None) if None not in found else None

    def _literal(self, value: str | int | float | bool | None) -> Pieces | None:
        if value is None:
            return None
        if isinstance(value, str):
            return joined(*self._text(value))
        return (str(value).lower() if isinstance(value, bool) else f"{value:.12g}",)

    def _call(self, call: Call) -> Pieces | None:  # noqa: PLR0911 - one for each kind
        name, arguments = _whole_name(call), call.arguments
        if len(arguments) < _NEEDED.get(name, 0):
            return None
        if name in ("value", "vars.get", "props.get") and len(arguments) == 1:
            said = self.text(arguments[0])
            return None if said is None else self._value(said)
        if name in _MAKERS:
            return (Hole(_MAKERS[name]),)
        if name in _FILTERS:
            return self._filtered(arguments[0], _FILTERS[name])
        inner = arguments[0] if arguments else call.target
        if name.rpartition(".")[2] in ("toUpperCase", "toLowerCase") and call.target is not None:
            return self._filtered(call.target, "upper" if name.endswith("UpperCase") else "lower")
        if (name in _SAME or call.name in ("toString", "trim", "toInteger", "toLong")) and inner is not None:
            return self.pieces(inner)
        if name == "hashed":
            return self._filtered(arguments[1], self.text(arguments[0]) or "")
        if name == "signed":
            kind, key = (self._argument(one) for one in arguments[:2])
            return self._filtered(arguments[2], f"hmac({kind},{key})") if kind and key else None
        made = self._made(name, arguments)
        return None if made is None else (Hole(made),)

    def _filtered(self, java: Java, name: str) -> Pieces | None:
        inner = self.pieces(java)
        if name == "base64":
            return None if inner is None else self._encode(inner)
        try:
            return None if inner is None else with_filter(inner, name)
        except InvalidInput:
            return None

    def _argument(self, java: Java) -> str | None:
        """Return what stands in the brackets of a call of ours."""
        if isinstance(java, Literal) and isinstance(java.value, int):
            return str(java.value)
        if isinstance(java, Call) and java.name == "env" and java.target is None and java.arguments:
            name = self._argument(java.arguments[0])
            return None if name is None else f"env({name})"
        text = self.text(java)
        return None if text is None else in_quotes(text)

    def _made(self, name: str, arguments: tuple[Java, ...]) -> str | None:
        """Return the expression of a value that is made anew."""
        if name == "randomChoice" and len(arguments) == 1:
            items = arguments[0].items if isinstance(arguments[0], Array) else ()
            given = [self._argument(one) for one in items]
        else:
            given = [self._argument(one) for one in arguments]
        if None in given:
            return None
        said = [one or "" for one in given]
        expression = self._written(name, said, arguments)
        try:
            if expression is not None:
                function_of(expression)
        except InvalidInput:
            return None
        return expression

    def _written(self, name: str, said: list[str], arguments: tuple[Java, ...]) -> str | None:
        names = {
            "randomInt": "random_int",
            "randomString": "random_string",
            "randomChoice": "random_choice",
            "env": "env",
        }
        if name in names:
            return f"{names[name]}({','.join(said)})"
        if name == "counter" and len(said) == 2:
            return f"counter({said[1]})"
        if name == "unique" and len(said) == 2:
            before, after = (self.text(one) or "" for one in arguments)
            whole = in_quotes(before + after)
            fits = "@" not in before and (not after or after.startswith("@"))
            return f"unique({whole},'')" if whole and fits else None
        if name == "now" and len(arguments) == 4:
            return self._now(arguments)
        return None

    def _now(self, arguments: tuple[Java, ...]) -> str | None:
        shape = self.text(arguments[0]) or ""
        months, seconds, local = (one.value if isinstance(one, Literal) else None for one in arguments[1:])
        if not isinstance(months, int) or not isinstance(seconds, int):
            return None
        offset = offset_text(months, seconds)
        written = shape if shape in ("ms", "s", "us", "iso") else strftime_of(shape)
        return None if offset is None or written is None else now_call(written, offset, local=local is True)

    def comparisons(self, java: Java) -> tuple[Comparison, ...] | None:
        """Return what must all hold for a condition to hold, None where that cannot be said."""
        if isinstance(java, Operation) and java.sign == "&&":
            known = self._known_names(java)
            if known is not None:
                return (Comparison(left="".join(f"${{{name}}}" for name in known), operator="exists"),)
            both = self.comparisons(java.left), self.comparisons(java.right)
            return None if both[0] is None or both[1] is None else (*both[0], *both[1])
        one = self._comparison(java)
        return None if one is None else (one,)

    def _known_names(self, java: Java) -> tuple[str, ...] | None:
        """Return the names of which a condition only asks whether they have a value."""
        match java:
            case Operation("&&", left, right):
                both = self._known_names(left), self._known_names(right)
                return None if both[0] is None or both[1] is None else (*both[0], *both[1])
            case Call(None, "isKnown", (Literal(str() as name),)):
                pieces = self._value(name)
                only = pieces[0] if len(pieces) == 1 else None
                return (only.expression,) if isinstance(only, Hole) else None
        return None

    def _comparison(self, java: Java) -> Comparison | None:  # noqa: PLR0911 - one for each kind
        if isinstance(java, Not):
            inner = self.comparisons(java.what)
            opposite = _OPPOSITES.get(inner[0].operator) if inner is not None and len(inner) == 1 else None
            if inner is None or opposite is None:
                return None
            return Comparison(left=inner[0].left, operator=opposite, right=inner[0].right)
        if (known := self._known_names(java)) is not None:
            return Comparison(left="".join(f"${{{name}}}" for name in known), operator="exists")
        if isinstance(java, Operation):
            return self._compared(java)
        if isinstance(java, Call):
            if java.target is None and java.name == "matches" and len(java.arguments) == 2:
                return self._with("matches", *java.arguments)
            if java.target is not None and java.name in ("equals", "contains", "matches") and len(java.arguments) == 1:
                operator: Operator = "equals" if java.name == "equals" else "contains"
                if java.name == "matches":
                    pattern = self.text(java.arguments[0])
                    return (
                        self._with("matches", java.target, Literal(f"^(?:{pattern})$")) if pattern is not None else None
                    )
                return self._with(operator, java.target, java.arguments[0])
            if java.target is not None and java.name in ("isEmpty", "isBlank") and not java.arguments:
                return self._with("equals", java.target, Literal(""))
        pieces = self.pieces(java)
        return None if pieces is None else Comparison(left=template(pieces), operator="equals", right="true")

    def _compared(self, java: Operation) -> Comparison | None:
        if java.right == Literal(None) or java.left == Literal(None):
            asked = java.left if java.right == Literal(None) else java.right
            pieces = self.pieces(asked)
            operator: Operator = "exists" if java.sign == "!=" else "missing"
            return None if pieces is None else Comparison(left=template(pieces), operator=operator)
        operators: dict[str, Operator] = {"==": "equals", "!=": "differs", "<": "less", ">": "more", "=~": "matches"}
        right = java.right
        sign = java.sign
        if sign in ("<=", ">=") and isinstance(right, Literal) and isinstance(right.value, int):
            right, sign = Literal(right.value + (1 if sign == "<=" else -1)), sign[0]  # whole numbers
        return self._with(operators[sign], java.left, right) if sign in operators else None

    def _with(self, operator: Operator, left: Java, right: Java) -> Comparison | None:
        both = self.pieces(left), self.pieces(right)
        if both[0] is None or both[1] is None:
            return None
        return Comparison(left=template(both[0]), operator=operator, right=template(both[1]))


def now_call(shape: str, offset: str, *, local: bool) -> str:
    """Return the call that writes the present."""
    arguments = [shape, offset, "local"] if local else [shape, offset] if offset else [shape]
    return f"now({','.join(f'{chr(39)}{one}{chr(39)}' for one in arguments)})"


def _whole_name(call: Call) -> str:
    """Return the name of a call with what it is called on, where that is a name."""
    return f"{call.target.name}.{call.name}" if isinstance(call.target, Name) else call.name
