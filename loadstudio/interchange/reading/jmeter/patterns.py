"""Regular expressions of JMeter as ours, with the one wanted group; texts and XPaths as patterns and selectors."""

from __future__ import annotations

import re
import warnings

_GROUP = re.compile(r"\\.|\[(?:\\.|\^?\][^\]\\]*|[^\]\\])*\]|\((?!\?)|\(\?(?:P?<(?![=!])\w+>)", re.DOTALL)
_ANY_SIGN_ON = re.compile(r"(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\\[.])*?\.[*+{](?!\?)", re.DOTALL)
_TEMPLATE = re.compile(r"\$(\d+)\$")
_SPECIAL = frozenset(r"\.^$*+?{}[]|()")
_STEP = re.compile(r"(//?)(?:(?:descendant|child)::)?([\w.-]+|\*)((?:\[[^\]]*\])*)")
_PREDICATE = re.compile(r"\[([^\]]*)\]")
_ATTRIBUTE = re.compile(r"@([\w:-]+)\s*(?:=\s*(?:'([^']*)'|\"([^\"]*)\"))?")
_CONTAINS = re.compile(r"contains\(\s*@([\w:-]+)\s*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
_ENDS = re.compile(r"/(?:@([\w:-]+)|text\(\))$")


def pattern_of(expression: str, group: int = 1, *, crosses_lines: bool = False) -> str | None:
    """Return a regular expression with one group, the wanted one (0: all that matches), None where ours has no words
    for it. The dot of JMeter's extractors stays within a line.
    """
    text = expression.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
    if group == 0:
        text = f"({_without_groups(text)})"
    elif _groups(text) != 1:
        text = _without_groups(text, but=group)
    if not crosses_lines and _ANY_SIGN_ON.match(text):
        text = f"(?-s:{text})"
    return text if _is_pattern(text) else None


def _groups(text: str) -> int:
    return sum(found[0].startswith("(") for found in _GROUP.finditer(text))


def _without_groups(text: str, but: int = 0) -> str:
    number = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal number
        if not found[0].startswith("("):
            return found[0]
        number += 1
        return "(" if number == but else "(?:"

    return _GROUP.sub(kept, text)


def _is_pattern(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(text, re.DOTALL).groups == 1
    except (re.error, OverflowError, RecursionError):
        return False


def wanted_group(template: str) -> int | None:
    """Return the group that a template such as `$1$` asks for, None where it asks for more than one."""
    found = _TEMPLATE.fullmatch(template.strip())
    return int(found[1]) if found else 1 if not template.strip() else None


def literal_of(expression: str) -> str | None:
    """Return the text that a regular expression looks for, None where it is more than a text. `.*` around it and signs
    of the beginning or end say no more where only containing is asked.
    """
    text = re.sub(r"^(?:\(\?[si]*s[si]*\))?\^?(?:\.\*\??)?|(?:\.\*\??)?\$?$", "", expression) if expression else ""
    plain, place = "", 0
    while place < len(text):
        sign = text[place]
        if sign == "\\" and place + 1 < len(text) and not text[place + 1].isalnum():
            place += 1
            sign = text[place]
        elif sign in _SPECIAL:
            return None
        plain += sign
        place += 1
    return plain


def between(left: str, right: str) -> str:
    """Return the pattern of what stands between two texts."""
    return f"{escaped(left)}(.*?){escaped(right)}"


def escaped(text: str) -> str:
    """Return a text as a regular expression, as readable as can be."""
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)


def selector_of(xpath: str) -> tuple[str, str] | None:
    """Return an XPath as a CSS selector and the attribute that it takes ('' for the text); None where there is none."""
    path = re.sub(r"^(?:string|normalize-space)\((.*)\)$", r"\1", xpath.strip())
    attribute = ""
    if end := _ENDS.search(path):
        attribute, path = end[1] or "", path[: end.start()]
    selector, place = "", 0
    while place < len(path):
        step = _STEP.match(path, place)
        conditions = None if step is None else _conditions(step[3])
        if step is None or conditions is None:
            return None
        glue = "" if not selector else " > " if step[1] == "/" else " "
        name = "" if step[2] == "*" and conditions else step[2]
        selector += f"{glue}{name}{conditions}"
        place = step.end()
    return (selector, attribute) if selector else None


def _conditions(text: str) -> str | None:
    """Return the predicates of a step as CSS."""
    written = ""
    for predicate in _PREDICATE.findall(text):
        for part in re.split(r"\s+and\s+", predicate.strip()):
            if part.isdecimal():
                written += f":nth-of-type({part})"
            elif found := _ATTRIBUTE.fullmatch(part):
                value = found[2] if found[2] is not None else found[3]
                written += f"[{found[1]}]" if value is None else f'[{found[1]}="{value}"]'
            elif found := _CONTAINS.fullmatch(part):
                written += f'[{found[1]}*="{found[2] if found[2] is not None else found[3]}"]'
            else:
                return None
    return written
