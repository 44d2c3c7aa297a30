"""Wall-clock time as values. Durations are always measured with `time.perf_counter`, never with these."""

from __future__ import annotations

from datetime import UTC, datetime


def now_utc() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def iso_utc(moment: datetime) -> str:
    """Return ISO 8601 with milliseconds and `Z`: `2026-11-22T21:15:03.120Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_iso(text: str) -> datetime:
    """Return the moment that an ISO 8601 text names, in UTC; without an offset it is taken as UTC. Raises
    ValueError.
    """
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
