"""`playback.generate`: values made anew, from an injected clock and chance."""

from __future__ import annotations

import random
import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.generate import Generators, compile_generator, is_generator, is_live


def _generators(seed: int = 1, worker: int = 0, workers: int = 1) -> Generators:
    return Generators(clock=lambda: 1795381503.1204, chance=random.Random(seed), worker=worker, workers=workers)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("now()", "1795381503120"),
        ("now('ms')", "1795381503120"),
        (' now ( "s" ) ', "1795381503"),
        ("now('us')", "1795381503120400"),
        ("now('iso')", "2026-11-22T21:05:03.120Z"),
        ("random_int(5, 5)", "5"),
        ("random_int(-7,-7)", "-7"),
    ],
)
def test_values(expression: str, value: str) -> None:
    assert compile_generator(expression, _generators())() == value
    assert is_generator(expression)
    assert is_live(expression) == expression.strip().startswith("now")


def test_uuids() -> None:
    make = compile_generator("uuid()", _generators())
    made = [make() for _ in range(500)]
    assert len(set(made)) == 500
    assert all(uuid.UUID(one).version == 4 and uuid.UUID(one).variant == uuid.RFC_4122 for one in made)
    assert all(str(uuid.UUID(one)) == one for one in made)
    assert compile_generator("uuid()", _generators())() == made[0]
    assert compile_generator("uuid()", _generators(seed=2))() != made[0]


def test_numbers_and_texts() -> None:
    make = compile_generator("random_int(1,6)", _generators())
    assert {make() for _ in range(300)} == {"1", "2", "3", "4", "5", "6"}
    text = compile_generator("random_string(12)", _generators())
    assert all(re.fullmatch(r"[a-z0-9]{12}", text()) for _ in range(50))
    assert text() != text()
    shaped = compile_generator("random_string(40,'0-9A-F_-')", _generators())
    assert all(re.fullmatch(r"[0-9A-F_-]{40}", shaped()) for _ in range(50))
    trace = compile_generator("traceparent()", _generators())
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", trace())
    assert trace() != trace()


@given(st.integers(1, 6), st.integers(1, 40))
def test_counters_of_several_workers_never_meet(workers: int, turns: int) -> None:
    counted = []
    for worker in range(workers):
        make = compile_generator("counter()", _generators(worker=worker, workers=workers))
        counted += [make() for _ in range(turns)]
    assert sorted(map(int, counted)) == list(range(workers * turns))


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("", "makes no value"),
        ("token", "makes no value"),
        ("eval('1')", "makes no value. There are now, uuid"),
        ("__import__('os').system('x')", "makes no value"),
        ("now.__class__()", "makes no value"),
        ("now('fortnight')", "now takes 'ms'"),
        ("now(1)", "wrong values in its brackets. Write now('ms')"),
        ("uuid('x')", "Write uuid()"),
        ("random_int(6)", "Write it like random_int(1,6)"),
        ("random_int(6,1)", "smaller number first"),
        ("random_int('a','b')", "Write it like random_int(1,6)"),
        ("random_int(1,2", "makes no value"),
        ("random_int(1 2)", "cannot be read"),
        ("random_int(1,2,)", "cannot be read"),
        ("random_int(,)", "cannot be read"),
        ("random_string(0)", "length from 1"),
        ("random_string(3,'')", "at least one sign"),
        ("random_string(999999999)", "length from 1"),
        ("counter(counter())", "cannot be read"),
    ],
)
def test_what_makes_no_value(expression: str, sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        compile_generator(expression, _generators())
    assert sentence in str(caught.value)


@given(st.text(max_size=20) | st.from_regex(r"\A(now|uuid|random_int|random_string|counter)\([-0-9', a]{0,8}\)\Z"))
def test_any_text_is_compiled_or_refused(text: str) -> None:
    try:
        made = compile_generator(text, _generators())()
    except InvalidInput:
        return
    assert isinstance(made, str)
    assert is_generator(text)


def test_names_are_no_generators() -> None:
    assert not any(is_generator(name) for name in ("token", "users.name", "now", "a()b", "(x)", "A()"))
