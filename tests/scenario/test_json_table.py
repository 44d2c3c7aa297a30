"""Tables in JSON and TSV: what comes out, and errors that name the row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loadstudio.base.errors import FileError
from loadstudio.scenario.file import load_table, save_table

_names = st.lists(st.text(min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=4, unique=True)


@pytest.mark.parametrize(
    ("content", "columns", "rows"),
    [
        ('[{"a": "x", "b": 1}, {"b": null, "c": true}]', ("a", "b", "c"), (("x", "1", ""), ("", "", "true"))),
        ('[["a", "b"], ["x", 2.5], ["", {"k": [1]}]]', ("a", "b"), (("x", "2.5"), ("", '{"k":[1]}'))),
        ('\ufeff[{"a": "ä"}]', ("a",), (("ä",),)),
    ],
)
def test_lists_of_objects_and_of_lists(
    content: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], tmp_path: Path
) -> None:
    (tmp_path / "t.json").write_text(content, encoding="utf-8")
    assert load_table(tmp_path / "t.json") == (columns, rows)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{}", "holds no list of rows"),
        ("[]", "holds no list of rows"),
        ('[{"a": 1}, [2]]', "row 2: is no object"),
        ('[["a"], {"a": 1}]', "row 2: is no list"),
        ('[["a", "b"], ["x", "y"], ["z"]]', "row 3: has 1 value, but the first row names 2 columns"),
        ('[["a", "a"]]', "row 1: names the column 'a' twice"),
        ('[{" ": 1}]', "row 1: has a column without a name"),
        ('[\n{"a": 1},\n{"a" 1}]', "line 3: is not JSON"),
    ],
)
def test_a_bad_one_names_the_row(content: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(content)
    with pytest.raises(FileError) as caught:
        load_table(tmp_path / "t.json")
    assert sentence in str(caught.value)


@given(_names, st.lists(st.text(max_size=8), max_size=12), st.sampled_from(("json", "tsv", "csv")))
@example(["0\t"], ["0"], "csv")
@example(["a;b;", "c"], ["0", "1"], "csv")
def test_what_is_saved_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, columns: list[str], texts: list[str], suffix: str
) -> None:
    width = len(columns)
    rows = tuple(tuple(texts[start : start + width]) for start in range(0, len(texts) - width + 1, width))
    path = tmp_path_factory.getbasetemp() / f"again.{suffix}"
    if not rows and suffix == "json":
        return  # a JSON table without rows names no columns
    save_table(path, tuple(columns), rows)
    assert load_table(path) == (tuple(columns), rows)


def test_tabs_stand_between_the_values_of_a_tsv_and_quotes_hide_commas(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("a,b,c\td\n1,2\t3\n")
    assert load_table(tmp_path / "t.tsv") == (("a,b,c", "d"), (("1,2", "3"),))
    (tmp_path / "t.csv").write_text('"a,b,c";d\n1;2\n')
    assert load_table(tmp_path / "t.csv") == (("a,b,c", "d"), (("1", "2"),))
