"""`playback.generate`: values made anew, from an injected clock and chance."""

from __future__ import annotations

import calendar
import random
import re
import time
import uuid
from datetime import UTC, datetime

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
        ("now('iso','-1d')", "2026-11-21T21:05:03.120Z"),
        ("now('s','+1m')", "1795381563"),
        ("now('ms', '-1h30m')", "1795376103120"),
        ("now('%Y-%m-%d')", "2026-11-22"),
        ("now('%d.%m.%Y %H:%M:%S','+2d','utc')", "24.11.2026 21:05:03"),
        ("now('%Y-%m-%d','+3mo')", "2027-02-22"),
        ("now('%Y-%m-%d','+1y1w')", "2027-11-29"),
        ("now('s','-1mo')", "1792703103"),
        ("now('%d%%')", "22%"),
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


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Moss", r"Moss [a-z2-9]{8}"),
        ("water the moss", r"water the moss [a-z2-9]{8}"),
        ("my-moss", r"my-moss-[a-z2-9]{8}"),
        ("mia@shop.test", r"mia-[a-z2-9]{8}@shop\.test"),
    ],
)
def test_names_of_ones_own(text: str, shape: str) -> None:
    make = compile_generator(f"unique('{text}')", _generators())
    made = {make() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(shape, one) for one in made)


def test_names_of_ones_own_with_another_sign() -> None:
    assert re.fullmatch(r"mia[a-z2-9]{8}", compile_generator("unique('mia', '')", _generators())())
    assert re.fullmatch(r"Mia_[a-z2-9]{8}", compile_generator("unique('Mia','_')", _generators())())


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
        ("now('ms','soon')", "an offset such as '+2d'"),
        ("now('ms','+999999y')", "1,000 years at most"),
        ("now('%Y','+1d','mars')", "'utc' or 'local'"),
        ("now('%Q')", "%Q is no part of a date"),
        ("now('%Y%')", "lone %"),
        ("random_choice()", "Write it like random_choice('red'"),
        ("env('TOKEN')", "The environment has no TOKEN. Set it before the run: export TOKEN="),
        ("env('A B')", "names no environment variable"),
        ("env(TOKEN)", "cannot be read"),
        ("random_choice(env('A'),'b')", "The environment has no A."),
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


_calls = st.from_regex(r"\A(now|uuid|random_int|random_string|random_choice|counter|env)\([-+0-9', a%Ydy]{0,12}\)\Z")


@given(st.text(max_size=20) | _calls)
def test_any_text_is_compiled_or_refused(text: str) -> None:
    try:
        made = compile_generator(text, _generators())()
    except InvalidInput:
        return
    assert isinstance(made, str)
    assert is_generator(text)


def test_names_are_no_generators() -> None:
    assert not any(is_generator(name) for name in ("token", "users.name", "now", "a()b", "(x)", "A()"))


def test_a_date_of_the_place_where_the_run_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert compile_generator("now('%Y-%m-%d %H','','local')", _generators())() == "2026-11-23 11"
        assert compile_generator("now('%Y-%m-%d %H')", _generators())() == "2026-11-22 21"
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.integers(-5000, 5000), st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - made aware below
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(months: int, start: datetime) -> None:
    at = start.replace(tzinfo=UTC, microsecond=0)
    sign = "-" if months < 0 else "+"
    generators = Generators(clock=at.timestamp, chance=random.Random(1))
    made = compile_generator(f"now('%Y-%m-%d','{sign}{abs(months)}mo')", generators)()
    year, month, day = map(int, made.split("-"))
    assert year * 12 + month - (at.year * 12 + at.month) == months
    assert day == min(at.day, calendar.monthrange(year, month)[1])


def test_choices_and_secrets() -> None:
    chosen = compile_generator("random_choice('a', 'b, c', 7)", _generators())
    assert {chosen() for _ in range(200)} == {"a", "b, c", "7"}
    assert [compile_generator("counter(1000)", _generators(worker=1, workers=3))() for _ in range(2)] == ["1001"] * 2
    secrets = {"API_TOKEN": "s3cret"}
    known = Generators(clock=time.time, chance=random.Random(1), secrets=secrets)
    assert compile_generator("env('API_TOKEN')", known)() == "s3cret"
    assert compile_generator("random_choice(env('API_TOKEN'))", known)() == "s3cret"
