"""What a scenario's test data will lead to, in sentences, before it is run: shared log-ins, rows that run out, rows
that are there twice, empty cells, columns that nobody uses. Each piece of advice names what would help.

Pure: what is in the tables is told by `table_facts`, slowly and once; the advice follows at once from any load. What
makes a run impossible is `compile`'s too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from loadstudio.base.units import counted_text, duration_text
from loadstudio.plan.estimate import LoadEstimate
from loadstudio.plan.table_facts import TableFacts
from loadstudio.playback.feed import has_own_numbers
from loadstudio.scenario.column_facts import ColumnFacts, ValueKind, kind_of
from loadstudio.scenario.data_edit import ColumnUse, uses_of
from loadstudio.scenario.model import DataSource, Scenario
from loadstudio.scenario.sign_up import sign_up_values

NOTHING: Mapping[str, Any] = MappingProxyType({})
_SECRET = re.compile(
    r"pass(word|wd|phrase|code|$)|passw|^pwd|kennwort|secret|token|api[_-]?key|^pin$|cvv|iban|card.?num", re.IGNORECASE
)
_MOST_NAMED = 5

type Kind = Literal[
    "unreadable", "lacks_column", "too_few", "shared", "runs_out", "sign_up", "twice", "same_log_in", "empty",
    "odd", "plain_secret", "new_column", "unused", "no_such_data",
]  # fmt: skip


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing about the data `source` that is worth a word. `fix` names what would help: more rows (`add_rows`), no
    end of them (`repeat`), a column under another name (`match_column`), hidden values (`hide`), fewer columns
    (`forget`) or more (`adopt`), a value made anew (`make_new`, of the form of the part `part_id`).
    """

    kind: Kind
    sentence: str
    source: str = ""
    column: str = ""
    part_id: str = ""
    severity: Literal["bad", "warn", "info"] = "warn"
    fix: Literal["", "add_rows", "repeat", "match_column", "hide", "forget", "adopt", "make_new"] = ""


def in_order(found: Sequence[Advice]) -> tuple[Advice, ...]:
    """Return advice with the worst first."""
    return tuple(sorted(found, key=lambda one: ("bad", "warn", "info").index(one.severity)))


def advice_on(
    scenario: Scenario,
    tables: Mapping[str, TableFacts],
    expected: LoadEstimate | None,
    *,
    together: Mapping[str, LoadEstimate] = NOTHING,
    recorded: Mapping[str, str] = NOTHING,
) -> tuple[Advice, ...]:
    """Return what is worth a word about a scenario's data, source by source; of one that is not among `tables` only
    what needs no look at it. Without an estimate nothing is said about the load; `together` has those of sources that
    other scenarios draw on too. `recorded` is what was recorded in the place of a column (`users.age`).
    """
    found: list[Advice] = []
    for source in scenario.data_sources:
        uses = [use for use in uses_of(scenario, source.name) if use.enabled]
        table = tables.get(source.name)
        if table is not None and table.problem:
            severity: Literal["bad", "info"] = "bad" if uses else "info"
            found.append(Advice(kind="unreadable", sentence=table.problem, source=source.name, severity=severity))
        elif table is not None:
            load = together.get(source.name, expected)
            found += _SourceAdvice(source, table, uses, recorded).all(load)
        found += _plain_secrets(source)
        if not uses:
            sentence = f"Nothing uses the data '{source.name}'. Choose its columns in a field, or delete it."
            found.append(Advice(kind="unused", sentence=sentence, source=source.name, severity="info"))
    found += _sign_ups(scenario)
    return tuple(found)


class _SourceAdvice:
    """The advice on one data source, of which the table is known; `uses` are those that are switched on."""

    def __init__(
        self, source: DataSource, table: TableFacts, uses: Sequence[ColumnUse], recorded: Mapping[str, str]
    ) -> None:
        self._source, self._table, self._uses, self._recorded = source, table, uses, recorded
        self._used = tuple(dict.fromkeys(use.column for use in uses))

    def all(self, expected: LoadEstimate | None) -> Iterator[Advice]:
        yield from self._lacking()
        if not self._used:
            return
        if expected is not None and self._table.rows:
            yield from self._load(expected)
        yield from self._twice()
        for facts in self._table.facts:
            if facts.name in self._used:
                yield from self._cells(facts)
        yield from self._columns()

    def _advice(self, kind: Kind, sentence: str, **more: Any) -> Advice:
        return Advice(kind=kind, sentence=sentence, source=self._source.name, **more)

    def _lacking(self) -> Iterator[Advice]:
        for use in self._uses:
            if use.column not in self._table.columns:
                header = self._source.headers.get(use.column, use.column)
                there = ", ".join(self._table.columns[:_MOST_NAMED])
                yield self._advice(
                    "lacks_column",
                    f"A request sends the column '{use.column}' of '{self._source.name}', but its rows have no "
                    f"'{header}', only: {there}.",
                    column=use.column,
                    part_id=use.part_id,
                    severity="bad",
                    fix="match_column",
                )
                return

    def _load(self, expected: LoadEstimate) -> Iterator[Advice]:
        source, rows, users = self._source, self._table.rows, expected.users_max
        own_numbers = has_own_numbers(source.policy, source.when_used_up)
        if source.policy == "unique" and source.when_used_up == "stop" and rows < users:
            sentence = (
                f"Each of the {users:,} people needs a row of their own, but '{source.name}' has "
                f"{counted_text(rows, 'row')}. Add rows, or use fewer people."
            )
            yield self._advice("too_few", sentence, severity="bad", fix="add_rows")
        elif source.secret_columns and rows < users and not own_numbers:
            people, log_ins = counted_text(users, "person", "people"), counted_text(rows, "log-in")
            sentence = f"{people} share {log_ins} of '{source.name}'. Add rows so that each has one of their own."
            yield self._advice("shared", sentence, fix="add_rows")
        if own_numbers and source.when_used_up == "stop" and expected.passes_total > rows:
            after = duration_text(expected.duration_s * rows / expected.passes_total)
            sentence = (
                f"The data '{source.name}' has {counted_text(rows, 'row')} and is used up after about {after}. People "
                "stop then: add rows, or let rows be used again."
            )
            yield self._advice("runs_out", sentence, fix="repeat")

    def _twice(self) -> Iterator[Advice]:
        source, twice = self._source, self._table.twice
        if twice is not None and source.policy in ("unique", "unique_pass"):
            same = f"Row {twice[1]:,} of '{source.name}' is the same as row {twice[0]:,}"
            yield self._advice("twice", f"{same}, though each is meant for one use.")
            return
        if not source.secret_columns:
            return
        for facts in self._table.facts:
            if facts.name in self._used and facts.name not in source.secret_columns and facts.same is not None:
                first, second = facts.same
                sentence = (
                    f"Row {second:,} of '{source.name}' has the same '{facts.name}' as row {first:,}: two people "
                    "log in as one."
                )
                yield self._advice("same_log_in", sentence, column=facts.name)
                return

    def _cells(self, facts: ColumnFacts) -> Iterator[Advice]:
        name = self._source.name
        if facts.empty:
            others = facts.empty - 1
            more = f" and {counted_text(others, 'other row')}" if others else ""
            sentence = f"Row {facts.empty_rows[0]:,}{more} of '{name}' has nothing in the column '{facts.name}'."
            yield self._advice("empty", sentence, column=facts.name)
        if facts.odd:
            odd, others = facts.odd[0], facts.odd_count - 1
            more = f", and {counted_text(others, 'other row')} too" if others else ""
            secret = facts.name in self._source.secret_columns
            value = "something" if secret else f"'{odd.value[:40]}'"
            sentence = (
                f"Row {odd.row:,} of '{name}' has {value} in the column '{facts.name}', where the other rows have "
                f"{_KIND_WORDS[facts.kind]}{more}."
            )
            yield self._advice("odd", sentence, column=facts.name)

        recorded = self._recorded.get(f"{name}.{facts.name}", "")
        if _differs(kind_of(recorded), facts.kind):
            shown = "" if facts.name in self._source.secret_columns else f", '{recorded[:40]}'"
            sentence = (
                f"The column '{facts.name}' of '{name}' has {_KIND_WORDS[facts.kind]}, but what was sent when recorded "
                f"is of another kind{shown}."
            )
            yield self._advice("odd", sentence, column=facts.name)

    def _columns(self) -> Iterator[Advice]:
        source = self._source
        new = [column for column in self._table.columns if column not in source.columns]
        if new and source.generated is None:
            sentence = f"The file of '{source.name}' has {_named(new)} that the scenario does not know yet."
            yield self._advice("new_column", sentence, column=new[0], severity="info", fix="adopt")
        unused = [column for column in source.columns if column not in self._used]
        if unused:
            sentence = f"Nothing uses {_named(unused)} of '{source.name}'."
            yield self._advice("unused", sentence, column=unused[0], severity="info", fix="forget")


_KIND_WORDS = {
    "whole_number": "whole numbers", "number": "numbers", "yes_no": "yes or no", "date": "dates",
    "time": "dates with time", "email": "e-mail addresses", "address": "web addresses", "id": "ids",
    "text": "text", "empty": "nothing",
}  # fmt: skip


def _differs(recorded: ValueKind, now: ValueKind) -> bool:
    """Tell whether a column's values are of another kind than the recorded one, which has a clear kind."""
    if recorded in ("text", "empty") or now == "empty":
        return False
    return recorded != now and not {recorded, now} <= {"whole_number", "number"}


def _named(columns: Sequence[str]) -> str:
    names = ", ".join(f"'{column}'" for column in columns[:_MOST_NAMED])
    more = f" and {len(columns) - _MOST_NAMED} more" if len(columns) > _MOST_NAMED else ""
    return f"the {'column' if len(columns) == 1 else 'columns'} {names}{more}"


def _plain_secrets(source: DataSource) -> Iterator[Advice]:
    for column in source.columns:
        if column not in source.secret_columns and _SECRET.search(column):
            sentence = (
                f"The column '{column}' of '{source.name}' looks like a secret, but its values are shown in the "
                "window, in results and reports. Hide it."
            )
            yield Advice(kind="plain_secret", sentence=sentence, source=source.name, column=column, fix="hide")


def _sign_ups(scenario: Scenario) -> Iterator[Advice]:
    for value in sign_up_values(scenario):
        sentence = (
            f"A form makes an account with '{value.name}', and each pass sends the same: the site will refuse it the "
            "second time. Make it anew for each pass."
        )
        source, dot, column = value.template.strip("${}").partition(".")
        from_data = dot and any(one.name == source for one in scenario.data_sources)
        yield Advice(
            kind="sign_up",
            sentence=sentence,
            source=source if from_data else "",
            column=column.partition("|")[0] if from_data else value.name,
            part_id=value.part_id,
            fix="make_new",
        )
