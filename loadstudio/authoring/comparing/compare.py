"""A replayed answer beside the recorded one: good, different, or failed, with a sentence that says in what.

The replay itself is the engine's; what differs by nature (tokens, times, sizes) is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

import msgspec

from loadstudio.authoring.places.routes import redirect_path, route_of, same_route
from loadstudio.authoring.places.value_look import is_made_up, looks_random
from loadstudio.authoring.places.xml_names import element_names, is_xml
from loadstudio.http_types.body import media_type, text_of
from loadstudio.http_types.headers import get
from loadstudio.http_types.message import Response
from loadstudio.scenario.model import Scenario

_TITLE = re.compile(r"<title[^>]*>([^<]*)</title", re.IGNORECASE)
_PASSWORD_FIELD = re.compile(r"""<input\b[^>]*\btype\s*=\s*["']?password\b""", re.IGNORECASE)
_ERROR_WORDS = re.compile(
    r"\b(error|invalid|expired|denied|forbidden|unauthori[sz]ed|exception|not found|failed|fehler|ungültig)\b",
    re.IGNORECASE,
)
_FIELD_NAME = re.compile(r"""<(?:input|select|textarea)\b[^>]*?\sname\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_OTHER_TITLE = "the page is called"
_MOST_KEYS_NAMED = 3
_READ_CHARS = 1_000_000
"""Further words of a page nobody reads; looking through them would take long."""
_REDIRECTS = range(300, 400)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """`good` is as recorded; `differs` deserves a look; `failed` is no success. The sentence says why. `only_title`:
    nothing but the page's title differs.
    """

    verdict: Literal["good", "differs", "failed"]
    sentence: str
    only_title: bool = False


def names_of_its_own(scenario: Scenario) -> frozenset[str]:
    """Return the recorded texts for which each pass has others: those that it makes, and those that the site's program
    makes for it. What comes instead of these need not look made: chance gives one id in two hundred hardly a digit.
    """
    return frozenset(
        variable.recorded_value
        for variable in scenario.variables
        if variable.origin == "generated" or (variable.origin == "extracted" and is_made_up(variable.recorded_value))
    )


def compare(
    recorded: Response, replayed: Response, *, path: str = "/", failure: str = "", own: Collection[str] = ()
) -> Comparison:
    """Compare the answers to one request. `path` is the request's, `failure` why its checks failed, or ''; `own` are
    recorded texts for which the pass made others.

    Bodies are decoded ones. A status of 0 means that no answer came.
    """
    if failure or replayed.status == 0:
        return Comparison(verdict="failed", sentence=_sentence(failure or "no answer came"))
    broken = next(_failures(recorded, replayed, path, own), "")
    if broken:
        return Comparison(verdict="failed", sentence=_sentence(broken))
    others = tuple(_differences(recorded, replayed, own))
    return Comparison(
        verdict="differs" if others else "good",
        sentence=_sentence(others[0] if others else "as recorded"),
        only_title=len(others) == 1 and others[0].startswith(_OTHER_TITLE),
    )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def _failures(recorded: Response, replayed: Response, path: str, own: Collection[str]) -> Iterator[str]:
    if _family(recorded.status) != _family(replayed.status):
        yield f"status {replayed.status} instead of {recorded.status}"
    if replayed.status in _REDIRECTS and replayed.status != 304:
        leads_to, led_to = _path(replayed, path), _path(recorded, path)
        if not same_route(leads_to, led_to, own):
            yield f"leads to {route_of(leads_to)} instead of {route_of(led_to)}"
    if _is_page(replayed) and _asks_for_password(replayed) and not _asks_for_password(recorded):
        yield "the log-in form came again"


def _differences(recorded: Response, replayed: Response, own: Collection[str]) -> Iterator[str]:
    if not recorded.body or recorded.status == 304 or replayed.status == 304:
        return
    was, now = media_type(recorded.headers), media_type(replayed.headers)
    if was != now:
        yield f"the answer is {now or 'of no known type'} instead of {was or 'of no known type'}"
    if now.endswith("json"):
        yield from _json_differences(recorded, replayed)
    elif was == now and is_xml(now):
        if lacking := sorted(element_names(_text(recorded)) - element_names(_text(replayed))):
            yield f"the answer lacks {_named(lacking, 'the element')}"
    elif _is_page(replayed):
        before, after = _title(recorded), _title(replayed)
        if not _are_alike(before, after, own):
            yield f"{_OTHER_TITLE} “{after}” instead of “{before}”"
        if lacking := sorted(_fields(recorded) - _fields(replayed)):
            yield f"the page lacks {_named(lacking, 'the field')}"
        fresh = _error_words(replayed) - _error_words(recorded)
        if fresh:
            yield f"the page says “{min(fresh)}”, which the recorded one did not"
    if recorded.body and not replayed.body:
        yield "the answer is empty"


def _json_differences(recorded: Response, replayed: Response) -> Iterator[str]:
    before, after = _keys(recorded), _keys(replayed)
    if before is None or after is None:
        if before != after:
            yield "the answer is no JSON object any more" if after is None else "the answer is a JSON object now"
        return
    if missing := sorted(before - after):
        yield f"the answer lacks {_named(missing)}"
    if added := sorted(after - before):
        yield f"the answer has {_named(added)} in addition"


def _named(keys: list[str], what: str = "") -> str:
    more = len(keys) - _MOST_KEYS_NAMED
    return (
        (what and f"{what}{'s' if len(keys) > 1 else ''} ")
        + ", ".join(f"'{key}'" for key in keys[:_MOST_KEYS_NAMED])
        + (f" and {more} more" if more > 0 else "")
    )


def _text(response: Response) -> str:
    return text_of(response.headers, response.body)[:_READ_CHARS]


def _family(status: int) -> int:
    return 2 if status == 304 else status // 100


def _path(response: Response, path: str) -> str:
    return redirect_path(path, get(response.headers, "location"))


def _is_page(response: Response) -> bool:
    return media_type(response.headers) in ("text/html", "application/xhtml+xml")


def _asks_for_password(response: Response) -> bool:
    return b"assword" in response.body and bool(_PASSWORD_FIELD.search(text_of(response.headers, response.body)))


def _title(response: Response) -> str:
    match = _TITLE.search(text_of(response.headers, response.body))
    return " ".join(match.group(1).split()) if match else ""


def _are_alike(before: str, after: str, own: Collection[str]) -> bool:
    """Tell whether two titles differ only in words with digits, and in names that the pass made."""
    parts = re.split("|".join(re.escape(text) for text in own if text), before) if any(own) else [before]
    if _without_changing(before) == _without_changing(after):
        return True
    return len(parts) > 1 and re.fullmatch(".*".join(map(re.escape, parts)), after) is not None


def _without_changing(title: str) -> str:
    return " ".join(word for word in title.split() if not any(symbol.isdigit() for symbol in word))


def _fields(response: Response) -> set[str]:
    """Return the names of a page's form fields without those that may differ from visit to visit."""
    names = _FIELD_NAME.findall(text_of(response.headers, response.body)[:_READ_CHARS])
    return {name for name in names if not looks_random(name) and not any(symbol.isdigit() for symbol in name)}


def _error_words(response: Response) -> set[str]:
    text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", " ", text_of(response.headers, response.body)[:_READ_CHARS])
    return {word.lower() for word in _ERROR_WORDS.findall(text)}


def _keys(response: Response) -> set[str] | None:
    try:  # the members' values are not looked at: in a large answer that would take long
        return set(msgspec.json.decode(response.body, type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
