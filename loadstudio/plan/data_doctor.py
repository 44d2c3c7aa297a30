"""What a plan's test data will lead to, in sentences, before it is run: shared log-ins, rows that run out, rows that
are there twice, empty cells. Pure; what makes a run impossible is `compile`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loadstudio.base.units import counted_text, duration_text
from loadstudio.plan.estimate import LoadEstimate
from loadstudio.plan.run_spec import DataTable, ScenarioShare
from loadstudio.playback.feed import has_own_numbers

_MOST_ROWS_LOOKED_AT = 100_000


def data_advice(shares: Sequence[ScenarioShare], expected: LoadEstimate) -> tuple[str, ...]:
    """Return what is worth a word about the tables of a run, the most important first."""
    advice = [found for share in shares for table in share.data for found in _of_table(share, table, expected)]
    return tuple(dict.fromkeys(advice))


def _of_table(share: ScenarioShare, table: DataTable, expected: LoadEstimate) -> Iterator[str]:
    rows, users = len(table.rows), expected.users_max
    secret = {
        column
        for source in share.scenario.data_sources
        if source.name == table.name
        for column in source.secret_columns
    }
    if secret and rows < users and not has_own_numbers(table.policy, table.when_used_up):
        people = counted_text(users, "user")
        log_ins = counted_text(rows, "log-in")
        yield f"{people} share {log_ins} of '{table.name}'. Add rows so that each has one of its own."
    if (
        has_own_numbers(table.policy, table.when_used_up)
        and table.when_used_up == "stop"
        and expected.passes_total > rows
    ):
        after = duration_text(expected.duration_s * rows / expected.passes_total)
        yield (
            f"The data '{table.name}' has {counted_text(rows, 'row')} and is used up after about {after}. Users stop "
            "then: add rows, or let rows be used again."
        )
    looked_at = table.rows[:_MOST_ROWS_LOOKED_AT]
    if table.policy in ("unique", "unique_pass"):
        first: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(looked_at, 1):
            if first.setdefault(row, number) != number:
                same = f"Row {number} of '{table.name}' is the same as row {first[row]}"
                yield f"{same}, though each is meant for one use."
                break
    for place, column in enumerate(table.columns):
        empty = [number for number, row in enumerate(looked_at, 1) if not row[place]]
        if empty:
            more = f" and {counted_text(len(empty) - 1, 'other row')}" if len(empty) > 1 else ""
            yield f"Row {empty[0]}{more} of '{table.name}' has nothing in the column '{column}'."
