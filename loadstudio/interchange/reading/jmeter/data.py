"""Test data of a test plan: CSV files, user parameters, counters and random variables; all become tables or values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from loadstudio.base.ids import slug
from loadstudio.interchange.reading.jmeter.bodies import Read
from loadstudio.interchange.reading.jmeter.places import called
from loadstudio.interchange.reading.jmeter.scripts import Row
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.scenario.model import DataSource
from loadstudio.scenario.secrets import is_secret_name

type Rows = tuple[tuple[str, ...], ...]
type Policy = Literal["sequential", "random", "unique", "unique_pass", "per_user"]
type UsedUp = Literal["repeat", "keep_last", "stop"]

_POLICIES: dict[str, Policy] = {
    "sequential": "sequential",
    "random": "random",
    "unique": "unique",
    "unique_pass": "unique_pass",
    "per_user": "per_user",
}
_USED_UP: dict[str, UsedUp] = {"repeat": "repeat", "keep_last": "keep_last", "stop": "stop"}
_NO_NAME = re.compile(r"[${}|\s.]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A data source with its rows."""

    source: DataSource
    rows: Rows


class Data:
    """Reads the test data of one thread group. `stem` begins the names of the files that are written."""

    def __init__(self, values: Values, read: Read, stem: str, told: list[str]) -> None:
        self._values = values
        self._read = read
        self._stem = stem
        self._told = told
        self.tables: list[Table] = []

    def csv(self, element: Element, where: str) -> None:
        """Take the rows of a CSV Data Set."""
        path = self._values.plain(element.text("filename"), where).strip()
        listed = self._values.plain(element.text("variableNames"), where)
        named = [name.strip() for name in listed.split(",")] if listed.strip() else []
        rows = self._rows(path, element, where)
        if not named and rows:
            named, rows = list(rows[0]), rows[1:]
        elif element.flag("ignoreFirstLine"):
            rows = rows[1:]
        if not named:
            self._told.append(
                f"{called(element)} in {where}: its columns are not known, since {path or 'its file'} is not there."
            )
            return
        self._tell_of_csv(element, where, path, has_rows=bool(rows))
        used_up: UsedUp = "repeat" if element.flag("recycle", otherwise=True) else "stop"
        self._add(element.name if not _is_default(element.name) else path, named, rows, "sequential", used_up)

    def row(self, row: Row, where: str) -> None:
        """Take the rows that a script of ours takes."""
        path = row.file.removeprefix("./").lstrip("/")
        rows = self._rows(path, Element(""), where)
        if not rows:
            self._told.append(f"The test data {path} in {where}, which is not beside the test plan.")
            return
        policy, used_up = _POLICIES.get(row.policy, "sequential"), _USED_UP.get(row.when_used_up, "repeat")
        self._add(path, list(rows[0]), rows[1:], policy, used_up)

    def parameters(self, element: Element, where: str) -> None:
        """Take User Parameters: a row for each person."""
        names = [one for one in element.listed("UserParameters.names") if isinstance(one, str)]
        people = [one for one in element.listed("UserParameters.thread_values") if isinstance(one, tuple)]
        rows = tuple(
            tuple(
                self._values.plain(one, where) if isinstance(one, str) else ""
                for one in (*row, *[""] * len(names))[: len(names)]
            )
            for row in people
        )
        if names:
            self._add(element.name, names, rows, "per_user", "repeat")

    def counter(self, element: Element, where: str) -> None:
        """Take a counter."""
        name = element.text("CounterConfig.name").strip()
        start = self._values.number(element.text("CounterConfig.start") or "0", where, 0)
        if name:
            self._values.generated(name, f"counter({start:.0f})")
        if element.text("CounterConfig.format").strip() or element.text("CounterConfig.incr", "1").strip() not in (
            "",
            "1",
        ):
            self._told.append(f"The format and the steps of {called(element)} in {where}: here it counts one by one.")
        if element.flag("CounterConfig.per_user"):
            self._told.append(f"That {called(element)} in {where} counts for each person: here all count together.")

    def random(self, element: Element, where: str) -> None:
        """Take a random variable."""
        name = element.text("variableName").strip()
        low, high = (
            self._values.number(element.text(key), where, other)
            for key, other in (("minimumValue", 0), ("maximumValue", 100))
        )
        if name:
            self._values.generated(name, f"random_int({low:.0f},{max(low, high):.0f})")
        if element.text("outputFormat").strip():
            self._told.append(f"The format of {called(element)} in {where}: here it is a plain number.")

    def _add(self, name: str, named: Iterable[str], rows: Rows, policy: Policy, used_up: UsedUp) -> None:
        """Columns that are called `users.name` belong to a table `users`."""
        columns = list(named)
        first = columns[0].partition(".")[0]
        is_whole = all(column.startswith(f"{first}.") for column in columns)
        wanted = first if is_whole else slug(PurePosixPath(name.replace("\\", "/")).stem, "data").replace("-", "_")
        source = self._values.free_name(wanted)
        bare = tuple(
            dict.fromkeys(
                _NO_NAME.sub("_", column.removeprefix(f"{first}.") if is_whole else column) for column in columns
            )
        )
        if len(bare) != len(columns):
            bare = tuple(f"column_{number}" for number in range(1, len(columns) + 1))
        for column, own in zip(columns, bare, strict=True):
            self._values.column(column, f"{source}.{own}")
        width = len(bare)
        whole = tuple((*row, *[""] * width)[:width] for row in rows)
        file = f"{self._stem}-{slug(source, 'data')}.csv"
        made = DataSource(
            name=source,
            file=file,
            columns=bare,
            policy=policy,
            when_used_up=used_up,
            secret_columns=tuple(filter(is_secret_name, bare)),
        )
        self.tables.append(Table(made, whole))

    def _rows(self, path: str, element: Element, where: str) -> Rows:
        content = self._read(path) if path else None
        if content is None:
            return ()
        said = self._values.plain(element.text("fileEncoding"), where).strip() or "utf-8"
        try:
            text = content.decode("utf-8-sig" if said.lower() in ("utf-8", "utf8") else said)
        except (UnicodeDecodeError, LookupError):
            text = content.decode("latin-1")
        delimiter = self._values.plain(element.text("delimiter"), where).replace("\\t", "\t")[:1] or ","
        is_quoted = element.flag("quotedData", otherwise=not element.kind)
        lines = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=delimiter,
            quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
        )
        try:
            return tuple(tuple(row) for row in lines if row)
        except csv.Error as error:
            self._told.append(f"The test data {path} in {where}, which cannot be read: {error}.")
            return ()

    def _tell_of_csv(self, element: Element, where: str, path: str, *, has_rows: bool) -> None:
        if not has_rows:
            self._told.append(
                f"The rows of {called(element)} in {where}: {path} is not beside the test plan. Add"
                " rows on the Test data screen."
            )
        mode = element.text("shareMode", "shareMode.all").removeprefix("shareMode.").lower()
        if mode not in ("all", "all threads"):
            self._told.append(
                f"That {called(element)} in {where} is read by each from its beginning: here all share it."
            )
        if not element.flag("recycle", otherwise=True) and not element.flag("stopThread"):
            self._told.append(
                f"That people go on without data behind the last row of {called(element)} in {where}: here they stop."
            )


def _is_default(name: str) -> bool:
    return not name.strip() or "csv data set" in name.lower()
