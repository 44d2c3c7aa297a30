"""Two sequences of parts as rows: what corresponds, what is other, what is noise, what stands on one side only; long
runs of equal rows folded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, groupby, islice
from typing import Literal

import msgspec

from loadstudio.authoring.comparing.alignment import pairs_of
from loadstudio.authoring.comparing.body_parts import Part
from loadstudio.authoring.comparing.line_difference import Span, line_difference
from loadstudio.authoring.comparing.noise import Noise

type RowState = Literal["same", "changed", "noise", "missing", "added", "folded"]
type Hide = Callable[[str], str]
type GoOn = Callable[[], object]
"""Asked now and then by long work; it raises where the result is not wanted any more."""

_INDENT = "  "
_CONTEXT = 3
_FOLDED_FROM = 40
"""Longer runs of equal rows are folded, but for some rows beside what differs."""
_SHORT = 120
"""Shorter sides are shown whole."""
_MOST_ROWS = 5_000
_ASKED_ITEMS = 500


class Line(msgspec.Struct, frozen=True):
    """A line of one side; `marks` are the columns that differ, `noise` those that differ each time."""

    text: str
    marks: tuple[Span, ...] = ()
    noise: tuple[Span, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Two lines that stand beside each other; None where that side has none. `folded` is how many equal rows this one
    stands for, `block` tells blocks that are there on one side only from each other.
    """

    state: RowState
    recorded: Line | None = None
    replayed: Line | None = None
    folded: int = 0
    block: int = 0


class _Pair(msgspec.Struct, frozen=True, gc=False):
    """Two lines before they are looked at: of which parts they are, and whether they are their last ones."""

    left: Part | None
    right: Part | None
    depth: int
    is_tail: bool = False
    block: int = 0

    @property
    def is_same(self) -> bool:
        if self.left is None or self.right is None:
            return False
        return self.left.tail == self.right.tail if self.is_tail else self.left.head == self.right.head


class _Equal(msgspec.Struct, frozen=True, gc=False):
    """Two equal parts, not opened yet."""

    left: Part
    right: Part
    depth: int

    def lines(self, *, backwards: bool = False) -> Iterator[_Pair]:
        """Yield its lines, from the last one with `backwards`."""
        head, tail = _Pair(self.left, self.right, self.depth), _Pair(self.left, self.right, self.depth, is_tail=True)
        if not self.left.tail:
            yield head
            return
        yield tail if backwards else head
        children = zip(
            *((part.children[::-1] if backwards else part.children) for part in (self.left, self.right)), strict=True
        )
        for left, right in children:
            yield from _Equal(left, right, self.depth + 1).lines(backwards=backwards)
        yield head if backwards else tail


def _walk(left: Sequence[Part], right: Sequence[Part], depth: int, blocks: Iterator[int]) -> Iterator[_Pair | _Equal]:
    for one, other in pairs_of(left, right):
        if one is None or other is None:
            part = one or other
            assert part is not None
            yield from _lonely(part, depth, next(blocks), is_left=one is not None)
        elif one.digest == other.digest:
            yield _Equal(one, other, depth)
        else:
            yield _Pair(one, other, depth)
            if one.tail or other.tail:
                yield from _walk(one.children, other.children, depth + 1, blocks)
            if one.tail and other.tail:
                yield _Pair(one, other, depth, is_tail=True)
            elif one.tail or other.tail:
                yield _Pair(one if one.tail else None, other if other.tail else None, depth, True, next(blocks))


def _lonely(part: Part, depth: int, block: int, *, is_left: bool) -> Iterator[_Pair]:
    left, right = (part, None) if is_left else (None, part)
    yield _Pair(left, right, depth, False, block)
    for child in part.children:
        yield from _lonely(child, depth + 1, block, is_left=is_left)
    if part.tail:
        yield _Pair(left, right, depth, True, block)


def _asking[Item](items: Iterable[Item], go_on: GoOn) -> Iterator[Item]:
    """Yield the items, asking now and then whether to go on."""
    for number, item in enumerate(items):
        if number % _ASKED_ITEMS == 0:
            go_on()
        yield item


def changes(earlier: Sequence[Part], now: Sequence[Part]) -> dict[int, tuple[Span, ...]]:
    """Return where two replays differ: columns by the id of the part of the later one."""
    told: dict[int, tuple[Span, ...]] = {}
    nothing = Noise({})
    for pair in _walk(earlier, now, 0, count(1)):
        if isinstance(pair, _Pair) and pair.left and pair.right and not pair.is_tail and not pair.is_same:
            other = line_difference(pair.left.head, pair.right.head, nothing)
            told[id(pair.right)] = (*other.replayed, *other.replayed_noise)
    return told


class RowMaker:
    """Compares two sides, None for one that is not there; `rows` and the counts are there after `compare`. `changing`
    are columns that differ between two replays, by the id of the part of the later one.
    """

    def __init__(
        self,
        sides: tuple[Sequence[Part] | None, Sequence[Part] | None],
        noise: Noise,
        *,
        changing: Mapping[int, Collection[Span]] | None = None,
    ) -> None:
        self._sides = sides
        self._noise = noise
        self._changing = changing or {}
        self.rows: list[Row] = []
        self.differences = self.noise_rows = 0
        self.names: list[str] = []
        self.is_cut = False

    def compare(self, hide: Hide, go_on: GoOn) -> None:
        left, right = self._sides
        if left is None or right is None:
            self._show_alone(left if right is None else right, hide, is_left=right is None)
            return
        blocks: set[int] = set()
        for item in _folded(tuple(_asking(_walk(left, right, 0, count(1)), go_on))):
            if len(self.rows) >= _MOST_ROWS:
                self.is_cut = True
                return
            if isinstance(item, int):
                self.rows.append(Row(state="folded", folded=item))
            else:
                self.rows.append(self._row(item, hide, blocks))

    def _show_alone(self, parts: Sequence[Part] | None, hide: Hide, *, is_left: bool) -> None:
        """Show what has no counterpart at all: nothing of it differs."""
        lines = (pair for part in parts or () for pair in _lonely(part, 0, 0, is_left=is_left))
        for pair in islice(lines, _MOST_ROWS):
            part = pair.left or pair.right
            assert part is not None
            line = Line(_shown(part, pair.depth, hide, is_tail=pair.is_tail))
            self.rows.append(Row(state="same", recorded=line if is_left else None, replayed=None if is_left else line))
        self.is_cut = len(self.rows) == _MOST_ROWS

    def _row(self, pair: _Pair, hide: Hide, blocks: set[int]) -> Row:
        if pair.left is None or pair.right is None:
            return self._one_sided(pair, hide, blocks)
        recorded = _shown(pair.left, pair.depth, hide, is_tail=pair.is_tail)
        replayed = _shown(pair.right, pair.depth, hide, is_tail=pair.is_tail)
        if pair.is_same or recorded.rstrip(",") == replayed.rstrip(","):
            return Row(state="same", recorded=Line(recorded), replayed=Line(replayed))
        name = pair.right.name or pair.left.name
        other = line_difference(recorded.rstrip(","), replayed.rstrip(","), self._noise, name=name)
        offset = pair.depth * len(_INDENT)
        changing = [(start + offset, end + offset) for start, end in self._changing.get(id(pair.right), ())]
        marks = tuple(span for span in other.replayed if not _within(span, changing))
        is_noise = not marks and (not other.recorded or bool(changing))
        if is_noise:
            self.noise_rows += 1
            self.names.append(name)
        else:
            self.differences += 1
        return Row(
            state="noise" if is_noise else "changed",
            recorded=Line(recorded, () if is_noise else other.recorded, other.recorded_noise or other.recorded),
            replayed=Line(replayed, marks, (*other.replayed_noise, *set(other.replayed).difference(marks))),
        )

    def _one_sided(self, pair: _Pair, hide: Hide, blocks: set[int]) -> Row:
        part = pair.left or pair.right
        assert part is not None
        is_noise = self._noise.explains_alone(part.name)
        if pair.block not in blocks:
            blocks.add(pair.block)
            self.differences += not is_noise
            self.noise_rows += is_noise
        text = _shown(part, pair.depth, hide, is_tail=pair.is_tail)
        line = Line(text, () if is_noise else ((len(text) - len(text.lstrip()), len(text)),))
        if pair.left is not None:
            return Row(state="missing", recorded=line, block=pair.block)
        return Row(state="added", replayed=line, block=pair.block)


def _shown(part: Part, depth: int, hide: Hide, *, is_tail: bool) -> str:
    text = part.tail if is_tail else hide(part.head)
    comma = "," if part.comma and (is_tail or not part.tail) else ""
    return f"{_INDENT * depth}{text}{comma}"


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _folded(items: Sequence[_Pair | _Equal]) -> Iterator[_Pair | int]:
    """Yield the pairs; a number stands for about so many equal ones that are left out."""
    is_short = sum(item.left.size if isinstance(item, _Equal) else 1 for item in items) <= _SHORT
    for is_equal, run in groupby(items, key=lambda item: isinstance(item, _Equal)):
        stretch = tuple(run)
        if not is_equal:
            yield from (item for item in stretch if isinstance(item, _Pair))
            continue
        equal = tuple(item for item in stretch if isinstance(item, _Equal))
        size = sum(item.left.size for item in equal)
        if is_short or size <= _FOLDED_FROM:
            yield from chain.from_iterable(item.lines() for item in equal)
            continue
        at_start = _CONTEXT if equal[0] is not items[0] else 0
        at_end = _CONTEXT if equal[-1] is not items[-1] else 0
        yield from islice(chain.from_iterable(item.lines() for item in equal), at_start)
        yield size - at_start - at_end
        backwards = chain.from_iterable(item.lines(backwards=True) for item in reversed(equal))
        yield from reversed(tuple(islice(backwards, at_end)))
