"""Which part of one body corresponds to which of another: equal ones first, then those of one key, then of one kind.

Equal parts at both ends and those that are there once on both sides are anchors, so that a large body costs little more
than reading it; only what lies between anchors is compared part by part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from loadstudio.authoring.comparing.body_parts import Part

type Pair = tuple[Part | None, Part | None]
"""A part of either side, None where the other side has nothing like it."""

_MOST_COMPARED = 400
"""Longer stretches without an anchor are paired in their order."""


def pairs_of(left: Sequence[Part], right: Sequence[Part]) -> Iterator[Pair]:
    """Yield what corresponds, in the order of both sides; members of an object whatever their order, as recorded."""
    if left and left[0].kind.startswith("member ") and right and right[0].kind.startswith("member "):
        yield from _members(left, right)
        return
    start = 0
    shortest = min(len(left), len(right))
    while start < shortest and left[start].digest == right[start].digest:
        yield left[start], right[start]
        start += 1
    end = 0
    while end < shortest - start and left[-1 - end].digest == right[-1 - end].digest:
        end += 1
    yield from _between(left[start : len(left) - end], right[start : len(right) - end])
    for place in range(end, 0, -1):
        yield left[-place], right[-place]


def _members(left: Sequence[Part], right: Sequence[Part]) -> Iterator[Pair]:
    """Pair by name; what is new follows what it follows on its own side."""
    known = {part.kind for part in left}
    others = {part.kind: part for part in right}
    fresh: dict[str, list[Part]] = {}
    follows = ""
    for part in right:
        if part.kind in known:
            follows = part.kind
        else:
            fresh.setdefault(follows, []).append(part)
    yield from ((None, part) for part in fresh.get("", ()))
    for part in left:
        yield part, others.get(part.kind)
        yield from ((None, added) for added in fresh.get(part.kind, ()))


def _between(left: Sequence[Part], right: Sequence[Part]) -> Iterator[Pair]:
    anchors = _anchors(left, right)
    if not anchors:
        yield from _by(_key, left, right, lambda one, other: _by(lambda part, _place: part.kind, one, other, _alone))
        return
    l_from = r_from = 0
    for l_at, r_at in (*anchors, (len(left), len(right))):
        if l_at > l_from or r_at > r_from:
            yield from pairs_of(left[l_from:l_at], right[r_from:r_at])
        if l_at < len(left):
            yield left[l_at], right[r_at]
        l_from, r_from = l_at + 1, r_at + 1


def _anchors(left: Sequence[Part], right: Sequence[Part]) -> list[tuple[int, int]]:
    """Return the places of equal parts that either side has once, as many as stand in the same order on both."""
    if not left or not right:
        return []
    once = {digest for digest, count in Counter(part.digest for part in left).items() if count == 1}
    once &= {digest for digest, count in Counter(part.digest for part in right).items() if count == 1}
    where = {part.digest: place for place, part in enumerate(right) if part.digest in once}
    found = [(place, where[part.digest]) for place, part in enumerate(left) if part.digest in where]
    return _rising(found)


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of places that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(places):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [number]
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(places[number])
        number = before[number]
    return run[::-1]


def _by(
    key: Callable[[Part, int], str],
    left: Sequence[Part],
    right: Sequence[Part],
    rest: Callable[[Sequence[Part], Sequence[Part]], Iterator[Pair]],
) -> Iterator[Pair]:
    """Pair what has the same key, in the order of both sides; what lies between goes to `rest`."""
    if not left or not right or len(left) > _MOST_COMPARED or len(right) > _MOST_COMPARED:
        yield from rest(left, right)
        return
    keys = [[key(part, place) for place, part in enumerate(side)] for side in (left, right)]
    l_from = r_from = 0
    for block in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks():
        if block.a > l_from or block.b > r_from:
            yield from rest(left[l_from : block.a], right[r_from : block.b])
        yield from zip(left[block.a : block.a + block.size], right[block.b : block.b + block.size], strict=True)
        l_from, r_from = block.a + block.size, block.b + block.size


def _key(part: Part, place: int) -> str:
    """Return what tells a part from others of its kind; one without a key is like no other."""
    return (
        f"{part.kind} {part.key}" if part.key or part.kind.startswith(("member", "field")) else f"\0{place}\0{id(part)}"
    )


def _alone(left: Sequence[Part], right: Sequence[Part]) -> Iterator[Pair]:
    """Leave parts alone, except in stretches too long to be compared: there those of one kind pair in their order."""
    if len(left) > _MOST_COMPARED or len(right) > _MOST_COMPARED:
        shared = min(len(left), len(right))
        for one, other in zip(left[:shared], right[:shared], strict=True):
            yield from ((one, other),) if one.kind == other.kind else ((one, None), (None, other))
        left, right = left[shared:], right[shared:]
    yield from ((part, None) for part in left)
    yield from ((None, part) for part in right)
