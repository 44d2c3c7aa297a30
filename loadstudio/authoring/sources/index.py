"""Where sent values stand in answers: one pass over each answer finds every occurrence of every wanted value.

Each wanted text is known by its longest run of letters and digits, which no spelling changes, or by another one where
many share that; where the run stands in an answer, the rest is compared, however it is spelled there. So the work grows
with the recorded bytes, not with the number of values. What an occurrence means is `candidates`' question.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, override

from loadstudio.authoring.sources.wanted_text import BACKSLASHED, ESCAPE, PERCENT, WantedText, begins, ends, is_clean
from loadstudio.http_types.headers import Headers

BODY = -1
"""The `header` of a hit in the body."""

INSIDE = -2
"""The `header` of a hit in a text within the body, of which nobody sees the letters there: base64."""

_RUN = re.compile(ESCAPE + "|([A-Za-z0-9]+)", re.DOTALL)
_ESCAPES = (("\\", re.compile(BACKSLASHED, re.DOTALL)), ("%", re.compile(PERCENT)))
"""Each begins with one sign: patterns that begin with one or the other take five times as long."""
_FOLLOWING = re.compile(r"[^A-Za-z0-9%&\\]{1,16}([A-Za-z0-9]+)")
_RUNS_ONLY = bytes(byte if byte < 128 and chr(byte).isalnum() else ord(" ") for byte in range(256))
_BLANK = re.compile(r"\s")
_PIECE_CHARS = 1_000_000
_ESCAPING = ("%", "\\")
_HITS_PER_ANSWER = 24
_PLACES_PER_ANSWER = 200
_CROWD = 8
"""From so many wanted texts on that share their longest run they are known by another: all addresses hold `https`."""
_SILENT_HEADERS = frozenset({
    "date", "content-type", "content-length", "content-encoding", "server", "vary", "cache-control", "expires", "age",
    "pragma", "transfer-encoding", "connection", "keep-alive", "strict-transport-security", "content-security-policy",
    "x-content-type-options", "x-frame-options", "x-xss-protection", "referrer-policy", "permissions-policy", "nel",
    "alt-svc", "accept-ranges", "via", "report-to", "server-timing", "content-language", "p3p",
})  # fmt: skip


class Hit(NamedTuple):
    """A text stands in the answer number `answer` from `start` to `end` of its body, or of header number `header`.

    It is `clean` when nothing beside it suggests that it is only a part of a longer token.
    """

    answer: int
    header: int
    start: int
    end: int
    clean: bool


class TokenIndex:
    """Occurrences of wanted texts, filled answer by answer."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._by_run: dict[bytes, _Sharing] = {}
        self._hits: dict[str, dict[int, array[int]]] = {}
        runs = {text: [match for match in _RUN.finditer(text) if match[1]] for text in dict.fromkeys(wanted)}
        shared = Counter(match[1] for of_text in runs.values() for match in of_text)
        for text, of_text in runs.items():
            if of_text:
                run = max(of_text, key=lambda match: len(match[1]))
                if shared[run[1]] > _CROWD:
                    run = min(of_text[:-1] or of_text, key=lambda match: (shared[match[1]], -len(match[1])))
                entry = WantedText(text, run.start(), run.end())
                following = _FOLLOWING.match(text, run.end())
                self._by_run.setdefault(run[1].encode(), _Sharing()).add(entry, following[1] if following else "")

    def hits(self, text: str) -> Mapping[int, Sequence[Hit]]:
        """Return where a wanted text stands, by the number of the answer."""
        return _Hits(self._hits.get(text, {}))

    def answers(self, text: str) -> KeysView[int]:
        """Return the numbers of the answers in which a wanted text stands, in the order of the scan."""
        return self._hits.get(text, {}).keys()

    def headers_with(self, text: str, answer: int) -> Sequence[int]:
        """Return the numbers of the headers of an answer in which a wanted text stands."""
        return [header for header in self._numbers(text, answer)[::4] if header >= 0]

    def is_clean(self, text: str, answer: int) -> bool:
        """Tell whether a wanted text stands in an answer where nothing suggests that it is only a part."""
        return any(self._numbers(text, answer)[3::4])

    def _numbers(self, text: str, answer: int) -> Sequence[int]:
        return self._hits.get(text, {}).get(answer, ())

    def scan(self, answer: int, headers: Headers, body: str) -> None:
        """Look through one answer."""
        for number, (name, value) in enumerate(headers):
            if name.lower() not in _SILENT_HEADERS:
                self._scan(answer, number, value)
        self._scan(answer, BODY, body)

    def scan_inside(self, answer: int, text: str) -> None:
        """Look through a text within an answer, which the body holds in other letters."""
        self._scan(answer, INSIDE, text)

    def _scan(self, answer: int, header: int, text: str) -> None:
        for run, places in _places_of(text, self._by_run).items():
            sharing = self._by_run[run]
            if not sharing.is_crowd:
                for wanted in sharing.all:
                    self._note(wanted, answer, header, text, places)
                continue
            by_wanted: dict[WantedText, list[int]] = {}
            for start in places:
                for wanted in sharing.before(text, start + len(run)):
                    by_wanted.setdefault(wanted, []).append(start)
            for wanted, of_wanted in by_wanted.items():
                self._note(wanted, answer, header, text, of_wanted)

    def _note(self, wanted: WantedText, answer: int, header: int, text: str, places: Iterable[int]) -> None:
        length = wanted.run_end - wanted.run_start
        is_run = length == len(wanted.text)
        numbers: list[int] = []
        for start in places:
            span = (start, start + length) if is_run else wanted.span_around(text, start, start + length)
            if span is not None and (clean := is_clean(text, wanted, span)) is not None:
                numbers += (header, *span, clean)
                if len(numbers) == 4 * _HITS_PER_ANSWER:
                    break  # a common word is not looked at beyond these
        if numbers:
            self._hits.setdefault(wanted.text, {}).setdefault(answer, array("i")).extend(numbers)


class _Sharing:
    """The wanted texts that are known by one run, by the run that follows it in them ('' where none does)."""

    def __init__(self) -> None:
        self.all: list[WantedText] = []
        self.most_places = _HITS_PER_ANSWER  # where the run itself is wanted each of its places is a hit
        self._by_next: dict[str, list[WantedText]] = {"": []}

    def add(self, wanted: WantedText, following: str) -> None:
        """Take in a text."""
        self.all.append(wanted)
        if len(wanted.text) > wanted.run_end - wanted.run_start or wanted.text.isdigit():
            self.most_places = _PLACES_PER_ANSWER
        self._by_next.setdefault(following, []).append(wanted)

    @property
    def is_crowd(self) -> bool:
        """Whether it pays to look at what follows."""
        return len(self.all) > _CROWD

    def before(self, text: str, end: int) -> Iterable[WantedText]:
        """Return those that may stand where their run ends; all where what follows may be spelled otherwise."""
        following = _FOLLOWING.match(text, end)
        if following is None:
            return self.all
        return chain(self._by_next.get(following[1], ()), self._by_next[""])


def hits_in(text: str, wanted: str, answer: int) -> Sequence[Hit]:
    """Return where one text stands in another, the body of an answer: for few texts, this is quicker than an index."""
    runs = [match for match in _RUN.finditer(wanted) if match[1]]
    if not runs:
        return ()
    run = max(runs, key=lambda match: len(match[1]))
    one = WantedText(wanted, run.start(), run.end())
    found: list[Hit] = []
    start = text.find(run[1])
    while start >= 0 and len(found) < _HITS_PER_ANSWER:
        end = start + len(run[1])
        span = one.span_around(text, start, end) if begins(text, start) and ends(text, end) else None
        if span is not None and (clean := is_clean(text, one, span)) is not None:
            found.append(Hit(answer, BODY, *span, clean))
        start = text.find(run[1], end)
    return found


class _Hits(Mapping[int, Sequence[Hit]]):
    """The occurrences of one text, kept as four plain numbers each: a common word has a million of them."""

    def __init__(self, numbers: Mapping[int, array[int]]) -> None:
        self._numbers = numbers

    @override
    def __getitem__(self, answer: int) -> Sequence[Hit]:
        numbers = self._numbers[answer]
        found = zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True)
        return [Hit(answer, header, start, end, bool(clean)) for header, start, end, clean in found]

    @override
    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    @override
    def __len__(self) -> int:
        return len(self._numbers)


def _places_of(text: str, runs: Mapping[bytes, _Sharing]) -> dict[bytes, list[int]]:
    """Return where each run that is there begins, at most so often.

    Bytes are cut at blanks faster than anything else, so all but runs is made blank first. Where a run stands is only
    looked for when it is wanted, each from where the one before was found.
    """
    places: dict[bytes, list[int]] = {}
    done: set[bytes] = set()
    for begin, piece in _pieces(text):
        bare = _bare(piece)
        position = 0
        words = list(filter(runs.__contains__, bare.split()))  # a set of all words would take as long again
        wanted = set(words) - done
        for run in filter(wanted.__contains__, words):
            position = bare.index(b" %b " % run, position)
            start = begin + position
            if text[start - 1 : start] not in _ESCAPING:
                of_run = places.setdefault(run, [])
                of_run.append(start)
                if len(of_run) == runs[run].most_places:
                    wanted.discard(run)
                    done.add(run)
            position += len(run) + 1
    return places


def _bare(text: str) -> bytes:
    """Return the runs of a text where they stand in it, all else blank, and a blank more at each end."""
    for sign, escapes in _ESCAPES:
        if sign in text:
            text = escapes.sub(_blank, text)
    return f" {text} ".encode("ascii", "replace").translate(_RUNS_ONLY)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a large text at blanks, so that its parts are never in memory all at once."""
    begin = 0
    while len(text) - begin > _PIECE_CHARS and (blank := _BLANK.search(text, begin + _PIECE_CHARS)):
        yield begin, text[begin : blank.start()]
        begin = blank.start()
    yield begin, text[begin:]
