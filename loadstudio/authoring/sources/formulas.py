"""What a page's script computes from one text that an answer holds: its hash; and the result of a sum that a person was
asked for. The text itself may never be sent.

That a hash of an answer's text is sent is no accident, however short or wordy the text. What is computed from two
texts, or with a key that only the script knows, is not found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.spelling import Reading
from loadstudio.authoring.sources.sums import FILTER, Sums
from loadstudio.base.progress import Progress, silent, told
from loadstudio.playback.encode import filtered

DIGESTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"[0-9a-f]{32}"), ("md5",)),
    (re.compile(r"[0-9A-F]{32}"), ("md5", "upper")),
    (re.compile(r"[0-9a-f]{40}"), ("sha1",)),
    (re.compile(r"[0-9A-F]{40}"), ("sha1", "upper")),
    (re.compile(r"[0-9a-f]{64}"), ("sha256",)),
    (re.compile(r"[0-9A-F]{64}"), ("sha256", "upper")),
    (re.compile(r"[0-9a-f]{128}"), ("sha512",)),
    (re.compile(r"[\w-]{43}", re.ASCII), ("s256",)),
)
_COMPUTED = frozenset({FILTER, *(filters[0] for _, filters in DIGESTS)})
_DIGEST_LENGTHS = frozenset({32, 40, 43, 64, 128})
_LENGTHS = range(4, 513)
_MOST_TEXTS = 20_000
_ATTRIBUTE = re.compile(r"""\sdata-[\w-]+\s*=\s*(?:"([^"]{4,512})"|'([^']{4,512})')""")
_QUOTED = re.compile(r"""[:=]\s*(?:"([^"\\<>\n]{4,512})"|'([^'\\<>\n]{4,512})')""")


def is_computed(reading: Reading) -> bool:
    """Tell whether a reading says that a hash is sent, or the result of a sum."""
    return any(name in _COMPUTED for name in reading.filters)


class Formulas:
    """The slots' values that are hashes of texts of answers."""

    def __init__(
        self,
        views: Sequence[AnswerView],
        values: Iterable[str],
        static: Collection[int],
        progress: Progress = silent,
    ) -> None:
        """`values` are sent ones; the answers whose numbers are `static` are not looked at. `progress` is told the
        share done.
        """
        self._origins: dict[str, tuple[str, tuple[str, ...]]] = {}
        values = set(values)
        self._sums = Sums(told(views, progress, 0.0, 0.5), values, static)
        wanted: dict[tuple[str, ...], set[str]] = {}
        for value in (value for value in values if len(value) in _DIGEST_LENGTHS):
            for pattern, filters in DIGESTS:
                if pattern.fullmatch(value):
                    wanted.setdefault(filters, set()).add(value)
        if wanted:
            looked_at = (view for view in told(views, progress, 0.5) if view.number not in static)
            texts = (text for view in looked_at for text in _texts(view))
            for text in islice(_each_once(texts), _MOST_TEXTS):
                for filters, digests in wanted.items():
                    if (digest := filtered(text, filters)) in digests:
                        self._origins.setdefault(digest, (text, filters))

    def readings(self, slot: Slot, request: int) -> Iterator[Reading]:
        """Yield how the value of a request's slot is computed."""
        if question := self._sums.question(slot, request):
            yield Reading(question, (FILTER, *slot.codecs))
        if slot.value in self._origins:
            text, filters = self._origins[slot.value]
            for codecs in (slot.codecs, ()):
                if filtered(text, filters + codecs) == slot.raw:
                    yield Reading(text, filters + codecs)
                    return


def _each_once(texts: Iterable[str]) -> Iterator[str]:
    """Yield each text once; no more are asked for than are wanted."""
    seen: set[str] = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def _texts(view: AnswerView) -> Iterator[str]:
    """Yield what stands in an answer under a name of its own, within it too."""
    for layer, _ in view.layers():
        yield from _own_texts(layer)


def _own_texts(view: AnswerView) -> Iterator[str]:
    yield from (text for text in view.leaves if len(text) in _LENGTHS)
    for pattern in (_ATTRIBUTE, _QUOTED) if view.is_page else ():
        yield from (match[1] or match[2] for match in pattern.finditer(view.text))
    yield from (text for text in view.held if len(text) in _LENGTHS)
    for name, value in view.response.headers:
        if name.lower().startswith("x-") or name.lower() == "etag":
            yield value
        elif name.lower() == "set-cookie":
            yield value.partition(";")[0].partition("=")[2]
