"""Rows that are used up one by one: no two workers ever get the same, and none is left while somebody looks for one."""

from __future__ import annotations

from collections.abc import Callable

import gevent
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.engine.between.orders import AskRows
from loadstudio.engine.between.rows import RowLedger, RowPool, RowTickets
from loadstudio.engine.worker.feeds import PassNumber, feeds_of
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.plan.run_spec import DataTable, RunSpec, ScenarioShare
from loadstudio.playback.feed import Policy, RowsUsedUp, WhenUsedUp
from loadstudio.scenario.model import Scenario


def a_table(
    rows: int, policy: Policy = "unique_pass", when_used_up: WhenUsedUp = "stop", name: str = "codes"
) -> DataTable:
    return DataTable(
        name=name,
        columns=("code",),
        rows=tuple((f"{name}-{number}",) for number in range(rows)),
        policy=policy,
        when_used_up=when_used_up,
    )


def a_spec(*tables: DataTable) -> RunSpec:
    return RunSpec(
        run_id="r",
        name="r",
        shares=(ScenarioShare(scenario=Scenario(id="s", name="s"), data=tables),),
        load=ClosedLoad(stages=(Stage(target=1, duration_s=1),)),
        limits=(),
        workers=1,
        results_dir="",
    )


@given(st.integers(0, 300), st.integers(1, 8), st.lists(st.integers(1, 60), max_size=60))
def test_each_row_is_given_out_once(rows: int, workers: int, asks: list[int]) -> None:
    pool = RowPool()
    given_out = [number for wanted in asks for number in pool.ask(wanted, workers, rows)]
    assert given_out == list(range(len(given_out)))
    assert len(given_out) <= rows
    while grant := pool.ask(3, workers, rows):
        given_out += grant
    assert given_out == list(range(rows))
    assert not pool.ask(1, workers, rows)


def test_rows_without_end_have_numbers_without_end() -> None:
    pool = RowPool()
    assert [len(pool.ask(50, 3, None)) for _ in range(4)] == [50] * 4


class Network:
    """Master and workers in one process; an answer of the master takes a turn of the loop."""

    def __init__(self, workers: int, *tables: DataTable) -> None:
        self.workers = workers
        self._ledger = RowLedger(a_spec(*tables))
        self._tickets: dict[tuple[int, int], RowTickets] = {}

    def tickets(self, worker: int) -> Callable[[int], RowTickets]:
        def of_table(table: int) -> RowTickets:
            made = RowTickets(lambda wanted: self._ask(worker, table, wanted))
            self._tickets[worker, table] = made
            return made

        return of_table

    def expect(self, passes: int) -> None:
        for tickets in self._tickets.values():
            tickets.expect(passes)

    def _ask(self, worker: int, table: int, wanted: int) -> None:
        grant = self._ledger.granted(AskRows(0, table, wanted), self.workers)
        gevent.spawn(self._tickets[worker, table].grant, range(grant.first, grant.first + grant.count))


@given(st.integers(1, 120), st.integers(1, 5), st.integers(1, 6), st.integers(1, 40))
def test_all_workers_together_use_every_row_once_and_then_stop(rows: int, workers: int, users: int, chunk: int) -> None:
    table = a_table(rows)
    network = Network(workers, table)
    used: list[str] = []
    stopped: list[int] = []

    def use(feed_row: Callable[[int], tuple[str, ...]], user: int) -> None:
        try:
            while True:
                used.append(feed_row(user)[0])
                gevent.sleep(0)
        except RowsUsedUp:
            stopped.append(user)

    running = []
    for worker in range(workers):
        (feed,) = feeds_of((table,), PassNumber(), network.tickets(worker), worker=worker, seed=1)
        network.expect(chunk)
        running += [gevent.spawn(use, feed.row, user) for user in range(users)]
    gevent.joinall(running, timeout=20, raise_error=True)
    assert sorted(used) == sorted(row[0] for row in table.rows)
    assert len(stopped) == workers * users


def test_waiting_for_a_row_does_not_mix_up_the_passes() -> None:
    """A pass number that is read after another user's pass began would give that user's row."""
    tables = (a_table(10, name="codes"), a_table(10, "sequential", "repeat", name="words"))
    network = Network(1, *tables)
    number = PassNumber()
    feeds = feeds_of(tables, number, network.tickets(0), worker=0, seed=1)
    rows: dict[int, set[str]] = {}

    def begin(pass_number: int) -> None:
        number.value = pass_number
        rows[pass_number] = {feed.row(0)[0] for feed in feeds}

    gevent.joinall([gevent.spawn(begin, one) for one in range(5)], timeout=10, raise_error=True)
    assert all(f"words-{one}" in rows[one] for one in range(5))
    assert len({row for found in rows.values() for row in found}) == 10


def test_who_stopped_is_told_at_the_end() -> None:
    ledger = RowLedger(a_spec(a_table(1)))
    assert ledger.closing_words() == ()
    for _ in range(3):
        ledger.stop_user("codes")
    assert ledger.users_stopped("codes") == 3
    assert ledger.closing_words() == ("3 users stopped before the end, since the data 'codes' was used up.",)
