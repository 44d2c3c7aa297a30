"""The lines of a CSV or TSV file as rows of texts, read one after the other: never more of a large file than is asked
for. What the rows mean is `file`'s.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from loadstudio.base.errors import FileError
from loadstudio.base.files import open_bytes, open_text

type Row = tuple[str, ...]

_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR = re.compile(r'"?sep=(?P<sign>[^"\r\n])"?\r?\n?', re.IGNORECASE)
"""A first line with which Excel is told the sign between the columns; it is no row."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LONGEST_FIELD = 4 * 1024 * 1024
_LONGEST_LINE = 16 * 1024 * 1024


def is_tabbed(path: Path | str) -> bool:
    """Return whether a file separates its columns by tabs, by its name."""
    return str(path).lower().endswith((".tsv", ".tab"))


def table_lines(path: Path | str) -> Iterator[tuple[int, Row]]:
    """Yield (number of its first line, values) of each line that is not empty. Raises FileError that names the line."""
    csv.field_size_limit(_LONGEST_FIELD)  # one for the whole process; nothing else reads CSV
    _refuse_workbook(path)
    with open_text(path) as file:
        line = 1
        try:
            first = _line(path, file, 1)
            file.seek(0)
            lines = _lines(path, file)
            if said := _SEPARATOR.fullmatch(first):
                next(lines)
                line = 2
            usual = "\t" if is_tabbed(path) else max(",;\t", key=_QUOTED.sub("", first).count)
            reader = csv.reader(lines, delimiter=said["sign"] if said else usual, strict=True)
            before = line
            for row in reader:
                if row:
                    yield line, tuple(row)
                line = before + reader.line_num
        except csv.Error as error:
            raise FileError(path, f"cannot be understood: {error}. Check the quotes.", f"line {line}") from error
        except UnicodeDecodeError as error:
            where = f"line {_line_of_bad_sign(path)}"
            raise FileError(path, "is not UTF-8 text. Save it as CSV in UTF-8.", where) from error
        except OSError as error:
            raise FileError(path, f"cannot be read ({error.strerror}).") from error


def _refuse_workbook(path: Path | str) -> None:
    with open_bytes(path) as file:
        if file.read(4).startswith(_WORKBOOKS):
            raise FileError(path, "is a workbook of a spreadsheet. Save its sheet as CSV in UTF-8, and take that file.")


def _lines(path: Path | str, file: TextIO) -> Iterator[str]:
    number = 0
    while line := _line(path, file, number := number + 1):
        yield line


def _line(path: Path | str, file: TextIO, number: int) -> str:
    line = file.readline(_LONGEST_LINE)
    if len(line) == _LONGEST_LINE:
        raise FileError(path, "is too long for a table. Is it one, with a row a line?", f"line {number}")
    return line


def _line_of_bad_sign(path: Path | str) -> int:
    """Return the number of the first line that is no UTF-8."""
    with Path(path).open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1
