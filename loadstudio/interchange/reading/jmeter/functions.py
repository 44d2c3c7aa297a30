"""The functions of JMeter, `${__Random(1,6)}`, as calls and filters of ours; those of its best-known plugin too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.jmeter.dates import offset_in, strftime_of
from loadstudio.interchange.reading.jmeter.java_meaning import now_call
from loadstudio.interchange.reading.jmeter.pieces import Pieces, in_quotes, literal, with_filter
from loadstudio.scenario.functions import function_of
from loadstudio.scenario.template import Hole

type Arguments = Sequence[Pieces]

_FILTERS = {
    "__urlencode": "form", "__escapeHtml": "html", "__escapeXml": "html", "__MD5": "md5",
    "__md5": "md5", "__uppercase": "upper", "__toUpperCase": "upper", "__lowercase": "lower", "__toLowerCase": "lower",
}  # fmt: skip
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA1": "sha1", "SHA": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}
_SECONDS = "/1000"
_NAMES_ITS_VALUE = {
    "__Random": 2, "__time": 1, "__RandomString": 2, "__counter": 1, "__timeShift": 4, "__digest": 4, "__groovy": 1,
    "__jexl3": 1, "__jexl2": 1, "__javaScript": 1, "__BeanShell": 1,
}  # fmt: skip


def value_named(function: str, arguments: Arguments) -> str:
    """Return the name under which a function keeps what it made, '' where it has none."""
    place = _NAMES_ITS_VALUE.get(function, -1)
    return _text(arguments, place).strip() if 0 <= place < len(arguments) else ""


def made_by(function: str, arguments: Arguments) -> Pieces | None:
    """Return what a function makes, None where nothing of ours does the same."""
    if function in _FILTERS:
        return _filtered(arguments, _FILTERS[function])
    if function == "__digest":
        return _digest(arguments)
    if function == "__changeCase":
        mode = _text(arguments, 1, "UPPER").strip().upper()
        return _filtered(arguments, mode.lower()) if mode in ("UPPER", "LOWER") else None
    if function in ("__V", "__eval", "__evalVar"):
        return arguments[0] if arguments else None
    maker = _MAKERS.get(function)
    expression = maker(arguments) if maker is not None else None
    try:
        if expression is not None:
            function_of(expression)
    except InvalidInput:
        return None
    return None if expression is None else (Hole(expression),)


def _text(arguments: Arguments, place: int, otherwise: str = "") -> str:
    found = literal(arguments[place]) if 0 <= place < len(arguments) else None
    return otherwise if found is None else found


def _filtered(arguments: Arguments, name: str) -> Pieces | None:
    return with_filter(arguments[0], name) if arguments else ()


def _digest(arguments: Arguments) -> Pieces | None:
    """`__digest(algorithm, text, salt, upper case)`"""
    name = _DIGESTS.get(_text(arguments, 0).strip().upper())
    if name is None or len(arguments) < 2:
        return None
    salt = arguments[2] if len(arguments) > 2 else ()
    made = with_filter((*arguments[1], *salt), name)
    if made is None or _text(arguments, 3).strip().lower() != "true":
        return made
    return with_filter(made, "upper")


def _random(arguments: Arguments) -> str | None:
    low, high = (_text(arguments, place).strip() for place in (0, 1))
    return f"random_int({low},{high})" if _is_number(low) and _is_number(high) and int(low) <= int(high) else None


def _random_string(arguments: Arguments) -> str | None:
    length, signs = _text(arguments, 0).strip(), _text(arguments, 1)
    if not _is_number(length) or int(length) < 1:
        return None
    if not signs:
        return f"random_string({length})"
    quoted = in_quotes(signs)
    return None if quoted is None else f"random_string({length},{quoted})"


def _time(arguments: Arguments) -> str | None:
    shape = _text(arguments, 0).strip()
    if not shape:
        return "now('ms')"
    if shape == _SECONDS:
        return "now('s')"
    return _moment(shape, "")


def _time_shift(arguments: Arguments) -> str | None:
    """`__timeShift(format, date, shift)`: only from the present."""
    offset = offset_in(_text(arguments, 2))
    if _text(arguments, 1).strip() or offset is None:
        return None
    shape = _text(arguments, 0).strip()
    return _moment(shape, offset) if shape else now_call("ms", offset, local=False)


def _moment(shape: str, offset: str) -> str | None:
    written = strftime_of(shape)
    if written is None or in_quotes(written) != f"'{written}'":
        return None
    return now_call(written, offset, local=written != "iso")


def _counter(_arguments: Arguments) -> str:
    return "counter(1)"


def _choose(arguments: Arguments) -> str | None:
    """`__chooseRandom(red,green,blue,name)`: the last names the value."""
    said = [in_quotes(text) for one in arguments[:-1] if (text := literal(one)) is not None]
    return f"random_choice({','.join(one or '' for one in said)})" if said and None not in said else None


def _env(arguments: Arguments) -> str | None:
    quoted = in_quotes(_text(arguments, 0).strip())
    return None if quoted is None else f"env({quoted})"


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and len(text) <= 18


_MAKERS: dict[str, Callable[[Arguments], str | None]] = {
    "__UUID": lambda _: "uuid()",
    "__Random": _random,
    "__RandomString": _random_string,
    "__time": _time,
    "__timeShift": _time_shift,
    "__counter": _counter,
    "__chooseRandom": _choose,
    "__env": _env,
}
