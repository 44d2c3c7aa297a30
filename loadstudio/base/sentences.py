"""Sentences of the program in another language: found again by their pattern and said anew.

Every layer says its sentences in English, and so they are kept in files and sent between processes. What shows them to
a person asks here for the chosen language: a catalogue pairs patterns (`Held {people}.`) with their translations.

A hole named `count…` holds a number, `duration…` a duration, `load…` how many people or passes. One named `name…` holds
what a site or a person called something and stays as it is; all others are translated in their turn, where the
catalogue knows what stands in them. Numbers get the signs of the language: 1,234.5 is 1.234,5 in German.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from loadstudio.base.resources import resource_path

ENGLISH = "en"
LANGUAGES = (ENGLISH, "de")
_HOLE = re.compile(r"\{(\w+)\}")
_HELD = {
    "count": r"[\d.,]+",
    "duration": r"[\d.,]+ (?:ms|s|min|h)(?: \d+ (?:s|min))?",
    "load": r"1 person|[\d.,]+ (?:people|passes a second)",
}
_NUMBER = re.compile(
    r"(?:[<+−±-] ?)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: ?(?:%|/ ?s)| (?:ms|s|min|h|B|[KMG]B))?"
    r"(?: \([\d.]+ %\))?"
)
_SIGNS = {"de": str.maketrans(",.", ".,")}
_SENTENCE_END = re.compile(r"(?<=[.:;!?”)]) ")
_STOPS = (".", ":", ";")
_MOST_PIECES = 24
"""Texts of more sentences come from a site; they are not looked through."""

type Told = Callable[[str], str]
"""From a text in English to the same in the language of the person."""


def as_said(text: str) -> str:
    """Return the text itself: what is told in English."""
    return text


def numbers_in(language: str) -> Told:
    """Return what writes a number (`1,234.5 ms`), given as text in English, with the signs of a language."""
    signs = _SIGNS.get(language)
    return as_said if signs is None else lambda text: text.translate(signs)


@cache
def told_in(language: str) -> Told:
    """Return what tells texts in a language (`de`); in one without a catalogue they stay English."""
    path = resource_path(f"languages/sentences_{language}.json")
    if language == ENGLISH or not path.is_file():
        return as_said
    translations = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    return Catalogue(translations, numbers_in(language)).told


class _Said(NamedTuple):
    """A text parted into pieces: how many letters belong to known sentences, the translation, and what is unknown."""

    weight: int
    text: str
    unknown: tuple[str, ...] = ()


class Catalogue:
    """Patterns with their translations. A sentence is known too with a small letter first and without its stop, as
    it stands inside of another. `number` writes numbers as the language does.
    """

    def __init__(self, translations: Mapping[str, str], number: Told = as_said) -> None:
        self._number = number
        self._whole = {text: said for text, said in translations.items() if not _HOLE.search(text)}
        patterns = (_Pattern(text, said) for text, said in translations.items() if _HOLE.search(text))
        self._patterns = sorted(patterns, key=lambda one: -one.weight)
        self.told: Told = lru_cache(maxsize=4096)(self._told)

    def unknown(self, text: str) -> tuple[str, ...]:
        """Return the pieces of a text that the catalogue does not know."""
        return tuple(piece for line in text.split("\n") for piece in self._parted(line).unknown if piece.strip())

    def _told(self, text: str) -> str:
        """Return the text translated as far as its sentences are known."""
        return "\n".join(self._parted(line).text for line in text.split("\n"))

    def _parted(self, line: str) -> _Said:
        """Part a line so that the most of its letters belong to known sentences."""
        cuts = [0, *(found.end() for found in _SENTENCE_END.finditer(line)), len(line) + 1]
        if len(cuts) > _MOST_PIECES:
            return _Said(0, line, (line,))
        best = [_Said(0, "")]
        for end in range(1, len(cuts)):
            ways = (self._joined(best[start], line[cuts[start] : cuts[end] - 1]) for start in range(end))
            best.append(max(ways, key=lambda way: way.weight))
        return best[-1]

    def _joined(self, before: _Said, piece: str) -> _Said:
        known = self._sentence(piece)
        said = known or _Said(0, piece, (piece,))
        words = f"{before.text} {said.text}" if before.text else said.text
        return _Said(before.weight + said.weight, words, before.unknown + said.unknown)

    def _sentence(self, piece: str) -> _Said | None:
        if (known := self._piece(piece)) is not None:
            return known
        start, stop = piece[:1].lower() + piece[1:], piece[-1:] if piece.endswith(_STOPS) else ""
        for other, end in ((start, ""), (piece.removesuffix(stop), stop), (start.removesuffix(stop), stop)):
            if other != piece and (known := self._piece(other)) is not None:
                text = known.text[:1].upper() + known.text[1:] if piece[:1].isupper() else known.text
                return _Said(known.weight, text + end)
        return None

    def _piece(self, piece: str) -> _Said | None:
        if piece in self._whole:
            return _Said(len(piece), self._whole[piece])
        for pattern in self._patterns:
            if (holes := pattern.holes_of(piece)) is not None:
                return _Said(pattern.weight, pattern.filled(holes, self.told, self._number))
        return _Said(len(piece), self._number(piece)) if _NUMBER.fullmatch(piece) else None


class _Pattern:
    """A sentence with holes and its translation. `weight` is how many letters are its own."""

    def __init__(self, text: str, said: str) -> None:
        self._start, self._end = text[: text.index("{")], text[text.rindex("}") + 1 :]
        self._regex = re.compile("".join(_regex_parts(text)), re.DOTALL)
        self._said = said
        self.weight = len(_HOLE.sub("", text))

    def holes_of(self, piece: str) -> dict[str, str] | None:
        """Return what stands in the holes, or None where the piece is another sentence."""
        if not (piece.startswith(self._start) and piece.endswith(self._end)):
            return None
        found = self._regex.fullmatch(piece)
        return found.groupdict() if found else None

    def filled(self, holes: Mapping[str, str], told: Told, number: Told) -> str:
        """Return the translation with the holes filled."""
        ways = {"name": as_said, "count": number, "duration": number}
        return self._said.format_map(
            {name: ways.get(name.rstrip("23456789"), told)(text) for name, text in holes.items()}
        )


def _regex_parts(text: str) -> Iterator[str]:
    at = 0
    for hole in _HOLE.finditer(text):
        yield re.escape(text[at : hole.start()])
        yield f"(?P<{hole[1]}>{_HELD.get(hole[1].rstrip('23456789'), '.+?')})"
        at = hole.end()
    yield re.escape(text[at:])
