"""What an answer says itself of a change that was done: a message, a flag, a count. Many applications answer alike,
with status 200, whether a change was done or not; these signs tell.

A rule goes by how such signs are written everywhere, never by one application's page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.json_leaves import json_step
from loadstudio.authoring.places.routes import redirect_url
from loadstudio.authoring.places.slots import slots_of
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.authoring.sources.timeline import CHANGING_METHODS
from loadstudio.http_types.headers import get
from loadstudio.scenario.assertion import Check, HeaderCheck, JsonCheck, TextCheck
from loadstudio.scenario.model import HttpRequest

_CLASSES = ("success", "flash", "notice", "message", "alert", "toast", "notification", "confirm", "updated", "info")
_MESSAGES = ", ".join((*(f'[class*="{name}"]' for name in _CLASSES), "[role=status], [role=alert], [aria-live]"))
_NO_SUCCESS = re.compile(r"error|danger|warn|invalid|fail", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:success\w*|saved|stored|added|created|updated|changed|modified|edited|deleted|removed|inserted|affected|sent"
    r"|submitted|posted|published|uploaded|thanks?|completed?|confirmed|registered|placed|accepted|approved|moved|copied"
    r"|imported|assigned|booked|ordered|applied|done|erfolg\w*|gespeichert|hinzugefügt|erstellt|angelegt|aktualisiert"
    r"|geändert|gelöscht|entfernt|gesendet|veröffentlicht|danke|enregistré\w*|ajouté\w*|supprimé\w*|modifié\w*|créé\w*"
    r"|merci|guardad\w+|añadid\w+|cread\w+|actualizad\w+|eliminad\w+|enviad\w+|gracias|salvat\w+|aggiunt\w+"
    r"|opgeslagen|toegevoegd|sparad\w*|zapisan\w+)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:no|not|nothing|none|never|error\w*|fail\w*|invalid|nicht|kein\w*|nichts|fehler\w*)\b", re.IGNORECASE
)
_LENGTHS = range(4, 161)
_SENT_LENGTHS = range(3, 81)
_CHANGES = "0000"
_SHORTEST = 5
_MOST_NODES = 40
_MOST_MESSAGES = 2
_SMALL_COUNT = re.compile(r"[1-9]\d?")
_COUNTED = re.compile(
    r"(?:rows?|records?|items?|entry|entries|lines?|documents?|zeilen?|datens(?:atz|ätze)|eintr(?:ag|äge)|lignes?"
    r"|enregistrements?|filas?|registros?)[.,:!]?",
    re.IGNORECASE,
)
_TOLD_BY_SCRIPT = re.compile(
    r"""(?:message|msg|notif\w{0,20}|toast\w{0,20}|flash|growl|snack\w{0,20})\w{0,30}(?:\.\w{1,30})?\(\s{0,20}\\?(["'])"""
    r"""((?:(?!\\?\1)[^<>\r\n]){4,160})\\?\1([^()]{0,100})""",
    re.IGNORECASE,
)
_NO_WORDS = frozenset({"script", "style", "code", "pre", "textarea", "option", "button"})
_MESSAGE_KEY = re.compile(r"(?:display_?)?(?:message|msg|notice|info|detail|text)", re.IGNORECASE)
_COUNT_KEY = re.compile(
    r"n?_?(?:rows?_?)?(?:affected|updated|changed|modified|inserted|deleted|removed|created|saved|matched)"
    r"(?:_?(?:rows?|records?|count|total|docs?))?",
    re.IGNORECASE,
)
_FLAG_KEY = re.compile(
    r"(?:is_?|was_?)?(?:valid|saved|stored|updated|changed|created|added|inserted|deleted|removed|accepted|confirmed|sent"
    r"|done|applied)",
    re.IGNORECASE,
)
_DONE_PARAMETER = re.compile(
    r"(?:settings-)?(?:success|saved|updated|added|created|deleted|done|sent|changed)(?:=(?:1|true|yes|ok))?",
    re.IGNORECASE,
)
_COUNTS = range(1, 21)  # larger ones are ids and times
_REDIRECTS_WITHIN = 6


def answers_to_changes(requests: Sequence[HttpRequest], views: Sequence[AnswerView]) -> frozenset[int]:
    """Return the numbers of the answers that may say that a change was done: of requests that change something, and of
    the pages to which these led.
    """
    found: set[int] = set()
    for number, request in enumerate(requests):
        if request.static:
            continue
        led_from = range(number - 1, max(-1, number - 1 - _REDIRECTS_WITHIN), -1)
        if request.method in CHANGING_METHODS or any(
            before in found and _leads(views[before], views[number]) for before in led_from
        ):
            found.add(number)
    return frozenset(found)


def _leads(view: AnswerView, other: AnswerView) -> bool:
    location = get(view.response.headers, "location") if 300 <= view.response.status < 400 else ""
    return bool(location) and redirect_url(view.entry.request.url, location) == other.entry.request.url


def sent_texts(requests: Iterable[HttpRequest]) -> frozenset[str]:
    """Return the texts, in small letters, that requests send which change something: another pass may send others."""
    slots = (slot for one in requests if one.method in CHANGING_METHODS for slot in slots_of(one))
    texts = (slot.value.lower() for slot in slots if not slot.fragment and slot.place.kind in ("form", "part", "text"))
    return frozenset(text for text in texts if len(text) in _SENT_LENGTHS and not _DONE.fullmatch(text))


def signs_of(view: AnswerView, is_personal: Callable[[str], bool], sent: Collection[str] = ()) -> Iterator[Check]:
    """Yield checks for what an answer says of a change that was done; `is_personal` tells of a text in small letters
    whether it names a person or a visit, `sent` are texts that may be others. Whether they hold on the answer itself,
    spelled as it is there, is to be proved.
    """
    for text in islice(dict.fromkeys(_texts(view, is_personal, sent)), _MOST_MESSAGES):
        yield TextCheck(text=text)
    for path, value in _members(view):
        if value is True and _FLAG_KEY.fullmatch(_key(path)):
            yield JsonCheck(path=path, equals="true")
        elif not isinstance(value, bool) and value in _COUNTS and _COUNT_KEY.fullmatch(_key(path)):
            yield JsonCheck(path=path, equals=str(value))
    location = get(view.response.headers, "location") if 300 <= view.response.status < 400 else ""
    for pair in re.split(r"[?&#]", location)[1:]:
        if _DONE_PARAMETER.fullmatch(pair):
            yield HeaderCheck(name="Location", text=pair)


def is_sign(check: Check, view: AnswerView) -> bool:
    """Tell whether a check asks for what the answer says of a change that was done."""
    if isinstance(check, TextCheck):
        return any(check.text in text for text in _messages(view))
    if isinstance(check, HeaderCheck):
        return bool(_DONE_PARAMETER.fullmatch(check.text))
    return isinstance(check, JsonCheck) and check.equals.isdigit() and bool(_COUNT_KEY.fullmatch(_key(check.path)))


def softened(check: Check, other: AnswerView) -> Check | None:
    """Return a sign that another answer has too, where it says the same with another count; the sign itself where it
    does not say that anything was done.
    """
    if isinstance(check, JsonCheck):
        found = next((value for path, value in _members(other) if path == check.path), None)
        return None if isinstance(found, int) and not isinstance(found, bool) and found > 0 else check
    if isinstance(check, TextCheck):
        bare = _without_counts(check.text)
        counts = [_counts(text) for text in _messages(other) if _without_counts(text) == bare or bare in text]
        longest = max(re.split(r"\s*\d+\s*", check.text), key=len)
        if counts and all(all(counts_of) for counts_of in counts) and _DONE.search(longest):
            return TextCheck(text=longest)
    return check


def _texts(view: AnswerView, is_personal: Callable[[str], bool], sent: Collection[str]) -> Iterator[str]:
    for message in _messages(view):
        if _DONE.search(message) and not _UNDONE.search(message):
            spelled = (
                message if message in view.text else "".join(sign if sign.isascii() else _CHANGES for sign in message)
            )
            lower = spelled.lower()
            others = [re.escape(text) for text in sorted(sent, key=len, reverse=True) if text in lower]
            if others:
                spelled = _without_names("|".join(others), spelled)
            if run := _stable_run(spelled, is_personal):  # letters that the answer escapes are no part of it
                yield run


def _without_names(names: str, message: str) -> str:
    """Return a message without what a pattern finds; the `save` of `saved` is what was done and no name."""
    done = [match.span() for match in _DONE.finditer(message)]

    def written(match: re.Match[str]) -> str:
        is_verb = any(start <= match.start() and match.end() <= end for start, end in done)
        return match[0] if is_verb else _CHANGES

    return re.sub(names, written, message, flags=re.IGNORECASE)


def _messages(view: AnswerView) -> Iterator[str]:
    """Yield what an answer tells the person, in pages, in JSON, and by the scripts in these."""
    for layer, _ in view.layers():
        may_tell = _DONE.search(layer.text) is not None  # slow in what tells nothing, so asked once
        if layer.is_page:
            nodes = islice(layer.answer.html.css(_MESSAGES), _MOST_NODES) if may_tell else ()
            for node in nodes:
                if not _NO_SUCCESS.search(node.attributes.get("class") or ""):
                    yield from _said_in(node)
        else:
            for path, value in _members(layer):
                if isinstance(value, str) and _MESSAGE_KEY.fullmatch(_key(path)) and "<" not in value:
                    yield from _fitting(value)
        if may_tell:
            yield from _told_by_script(layer.text)


def _told_by_script(text: str) -> Iterator[str]:
    """Yield what a script of the answer tells, as in `show_message("Saved.", "confirmation")`; JSON may have one."""
    for call in islice(_TOLD_BY_SCRIPT.finditer(text), _MOST_NODES):
        if not _NO_SUCCESS.search(call[3]):
            yield from _fitting(call[2])


def _said_in(node: LexborNode) -> Iterator[str]:
    """Yield the texts of a message, each as it stands between two tags."""
    for part in node.traverse(include_text=True):
        if part.tag == "-text" and not any(one.tag in _NO_WORDS for one in _around(part)):
            yield from _fitting(part.text(deep=False) or "")


def _around(part: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements around a text, the nearest ones."""
    one = part.parent
    for _ in range(4):
        if one is not None:
            yield one
            one = one.parent


def _fitting(text: str) -> Iterator[str]:
    line = " ".join(text.split())
    if len(line) in _LENGTHS:
        yield line


def _stable_run(message: str, is_personal: Callable[[str], bool]) -> str:
    """Return the longest part of a message with what was done and without what differs from user to user; small counts
    stay.
    """
    runs: list[list[str]] = [[]]
    words = message.split(" ")
    for word, after in zip(words, [*words[1:], ""], strict=True):
        is_count = _SMALL_COUNT.fullmatch(word) and _COUNTED.fullmatch(after)  # any other number names something
        if not is_count and _changes(word, is_personal):
            runs.append([])
        else:
            runs[-1].append(word)
    texts = [text for run in runs if len(text := " ".join(run)) >= _SHORTEST and _DONE.search(text)]
    return max(texts, key=len, default="")


def _changes(word: str, is_personal: Callable[[str], bool]) -> bool:
    bare = word.strip(".,:;!?()“”\"'")
    return any(symbol.isdigit() for symbol in bare) or looks_random(bare) or is_personal(bare.lower())


def _without_counts(text: str) -> str:
    return re.sub(r"\b\d+\b", "#", text)


def _counts(text: str) -> list[int]:
    return [int(count) for count in re.findall(r"\b\d{1,9}\b", text)]


def _members(view: AnswerView) -> Iterator[tuple[str, object]]:
    """Yield (path, value) of what a JSON object says, and the objects in it."""
    if not view.kind.endswith("json"):
        return
    try:
        document = view.answer.json
    except ValueError:
        return
    yield from _members_of(document, "$", 2)


def _members_of(node: object, path: str, depth: int) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        named: Mapping[object, object] = node
        for key, value in named.items():
            inner = path + json_step(str(key))
            yield inner, value
            if depth > 1:
                yield from _members_of(value, inner, depth - 1)


def _key(path: str) -> str:
    return re.split(r"[.\[\]']+", path.rstrip("]'"))[-1]
