"""`base.ids`: unique, readable, safe as names of files."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.clock import iso_utc, parse_iso
from loadstudio.base.ids import new_id, run_id, slug


def test_new_ids_are_unique_and_can_be_read_aloud() -> None:
    ids = [new_id("req") for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert all(re.fullmatch(r"req-[2-9a-hjkmnp-z]{8}", one) for one in ids)
    assert re.fullmatch(r"[2-9a-hjkmnp-z]{8}", new_id())


def test_run_ids_sort_by_start() -> None:
    moments = [datetime(2026, 11, 22, 9, 5, 3, tzinfo=UTC), datetime(2026, 11, 22, 21, 15, 3, tzinfo=UTC)]
    early, late = (run_id(moment) for moment in moments)
    assert early < late
    assert re.fullmatch(r"20261122-211503-\w{4}", late)
    assert run_id(moments[0]) != run_id(moments[0])


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Demo shop", "demo-shop"),
        ("Größe & Café!", "groe-cafe"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "untitled"),
        ("日本", "untitled"),
        ("a" * 59 + " bcd", "a" * 59),
    ],
)
def test_slugs(text: str, part: str) -> None:
    assert slug(text) == part


@given(st.text(max_size=200))
def test_any_text_gives_a_file_name(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?", slug(text))


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - made aware below
def test_moments_are_written_and_read_back(moment: datetime) -> None:
    aware = moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
    assert parse_iso(iso_utc(aware)) == aware
    assert iso_utc(aware).endswith("Z")
