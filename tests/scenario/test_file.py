"""`scenario.file`: what is saved loads again; what is wrong is said with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import ExitCode, FileError
from loadstudio.scenario.file import (
    load_scenario,
    load_table,
    require_columns,
    save_imported,
    save_scenario,
    save_table,
    table_head,
)
from loadstudio.scenario.migrations import migrated
from loadstudio.scenario.model import (
    BinaryBody,
    Choice,
    Comparison,
    DataSource,
    DigestAuth,
    Field,
    FileBody,
    FormBody,
    If,
    Loop,
    PythonCode,
)
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

GOLDEN = Path(__file__).parent.parent / "golden"


def _damaged(tmp_path: Path, **changes: Any) -> Path:
    raw = json.loads((GOLDEN / "scenario_v1.scenario.json").read_text())
    path = tmp_path / "damaged.scenario.json"
    path.write_text(json.dumps(raw | changes, indent=2))
    return path


def test_a_saved_scenario_loads_again(tmp_path: Path) -> None:
    form = a_request(method="POST", body=FormBody(fields=(Field(name="q", value="ä+1"), Field(name="x", value=None))))
    upload = a_request(
        method="PUT",
        body=BinaryBody(content=bytes(range(256))),
        auth=DigestAuth(username="${users.username}", password="x"),
    )
    blocks = (
        Loop(id="l", times=3, children=(If(id="i", condition=Comparison(left="${n}", operator="exists")),)),
        Choice(id="c", children=(a_step("", a_request(method="PUT", body=FileBody(path="a.bin")), share=2.0),)),
        PythonCode(id="p", name="Sign", code="values['n'] = '1'"),
    )
    scenario = a_scenario(a_step("", form, upload, a_think_time(), *blocks))
    path = tmp_path / "shop.scenario.json"
    save_scenario(path, scenario)
    assert load_scenario(path) == scenario
    assert path.read_text().startswith('{\n  "version": 3,\n  "id"')
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_version_1_opens_for_ever(tmp_path: Path) -> None:
    scenario = load_scenario(GOLDEN / "scenario_v1.scenario.json")
    assert [step.name for step in scenario.steps] == ["Open the shop", "Log in"]
    assert scenario.variables[0].recorded_value == "t0k/en+=="
    save_scenario(tmp_path / "again.scenario.json", scenario)
    assert (tmp_path / "again.scenario.json").read_bytes() == (GOLDEN / "scenario_v3.scenario.json").read_bytes()


def test_version_2_opens_for_ever(tmp_path: Path) -> None:
    scenario = load_scenario(GOLDEN / "scenario_v2.scenario.json")
    save_scenario(tmp_path / "again.scenario.json", scenario)
    assert (tmp_path / "again.scenario.json").read_bytes() == (GOLDEN / "scenario_v3.scenario.json").read_bytes()


def test_version_3_opens_for_ever(tmp_path: Path) -> None:
    scenario = load_scenario(GOLDEN / "scenario_v3.scenario.json")
    save_scenario(tmp_path / "again.scenario.json", scenario)
    assert (tmp_path / "again.scenario.json").read_bytes() == (GOLDEN / "scenario_v3.scenario.json").read_bytes()


def test_what_version_2_asked_of_a_json_answer_as_text_is_asked_by_name() -> None:
    def texts(*checks: dict[str, object]) -> dict[str, object]:
        request = {"kind": "request", "id": "r", "checks": list(checks)}
        return {"version": 2, "steps": [{"kind": "step", "id": "s", "children": [request]}]}

    said = {"kind": "text", "text": '"success" : true', "enabled": False}
    title = {"kind": "text", "text": "Your cart"}
    status = {"kind": "text", "text": '"status":"ok"', "absent": True}
    (step,) = migrated(texts(said, title, status))["steps"]
    assert step["children"][0]["checks"] == [
        {"kind": "json", "path": "$.success", "equals": "true", "enabled": False},
        title,
        status,
    ]


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"newer LoadStudio \(version 7; this one reads up to 3\)") as caught:
        load_scenario(_damaged(tmp_path, version=7))
    assert caught.value.exit_code == ExitCode.INVALID_FILE


def test_a_wrong_type_names_its_place(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"\$\.steps\[0\]\.name: Expected `str`, got `int`"):
        load_scenario(_damaged(tmp_path, steps=[{"id": "a", "name": 3}]))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"log": {"entries": []}}', "is no scenario but a recording"),
        ("[]", "is no scenario"),
        ('{\n"version": 1,\n "steps": [}', "line 3: is not JSON"),
        ("", "is empty"),
        ('{"version": "one", "steps": []}', "no version number"),
    ],
)
def test_other_files_are_told_apart(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "x.scenario.json"
    path.write_text(content)
    with pytest.raises(FileError, match=sentence):
        load_scenario(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        load_scenario(tmp_path / "none.scenario.json")
    with pytest.raises(FileError, match="cannot be written"):
        save_scenario(tmp_path / "none" / "x.scenario.json", a_scenario())


def test_an_imported_scenario_comes_with_its_tables_but_never_over_rows_of_the_person(tmp_path: Path) -> None:
    users = DataSource(name="users", file="users.csv", columns=("user",))
    words = DataSource(name="words", file="words.csv", columns=("word",))
    scenario = a_scenario(data_sources=(users, words))
    save_table(tmp_path / "users.csv", ("user",), (("ada",), ("grace",)))
    save_imported(tmp_path / "x.scenario.json", scenario, [(("user",), (("bob",),)), (("word",), (("tea",),))])
    assert load_scenario(tmp_path / "x.scenario.json") == scenario
    assert load_table(tmp_path / "users.csv")[1] == (("ada",), ("grace",))
    assert load_table(tmp_path / "words.csv") == (("word",), (("tea",),))


def test_an_import_that_cannot_be_written_leaves_no_table_behind(tmp_path: Path) -> None:
    kept = DataSource(name="users", file="users.csv", columns=("user",))
    new = DataSource(name="words", file="words.csv", columns=("word",))
    save_table(tmp_path / "users.csv", ("user",), (("ada",),))
    (tmp_path / "x.scenario.json").mkdir()  # a folder in the file's place
    tables = [(("user",), (("bob",),)), (("word",), (("tea",),))]
    with pytest.raises(FileError, match=r"x\.scenario\.json"):
        save_imported(tmp_path / "x.scenario.json", a_scenario(data_sources=(kept, new)), tables)
    assert load_table(tmp_path / "users.csv")[1] == (("ada",),)
    assert not (tmp_path / "words.csv").exists()


_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=5))
def test_any_table_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "table.csv"
    save_table(path, ("username", "password"), rows)
    assert load_table(path) == (("username", "password"), tuple(rows))


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbfname,word\nmia,"a,""b"""\n\nleo,x\n',
        b'name;word\r\nmia;"a,""b"""\r\nleo;x',
        b'name\tword\nmia\ta,"b"\nleo\tx\n',
    ],
)
def test_tables_of_other_programs(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "users.csv"
    path.write_bytes(content)
    assert load_table(path) == (("name", "word"), (("mia", 'a,"b"'), ("leo", "x")))


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        ("sep=;\r\nname;word\r\nmia;a,b\r\n", ";"),
        ('"sep=|"\nname|word\nmia|a,b\n', "|"),
        ("SEP=,\nname,word\nmia,", ","),
    ],
)
def test_a_first_line_for_excel_tells_the_sign_between_columns(tmp_path: Path, content: str, sign: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content, newline="")
    columns, rows = load_table(path)
    assert columns == ("name", "word")
    assert rows == (("mia", "" if sign == "," else "a,b"),)
    path.write_text(f"{content.rstrip()}\nleo\n", newline="")
    with pytest.raises(FileError, match=r"line 4: has 1 value"):
        load_table(path)


@pytest.mark.parametrize("beginning", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_is_told_as_what_it_is(tmp_path: Path, beginning: bytes) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(beginning + bytes(100))
    with pytest.raises(FileError, match=r"is a workbook of a spreadsheet\. Save its sheet as CSV"):
        load_table(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "line 1: is empty"),
        (b"name,word\nmia,x\nleo\n", "line 3: has 1 value, but the header names 2 columns"),
        (b"name,name\n", "line 1: names the column 'name' twice"),
        (b"name,\n", "line 1: Column 2 has no name"),
        (b'name,word\nmia,"x\n', "line 2: cannot be understood"),
        (b"name,word\nm\xfcller,x\n", "line 2: is not UTF-8"),
    ],
)
def test_a_bad_table_names_the_line(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "users.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=f"users.csv, {sentence}"):
        load_table(path)


def test_a_missing_column_is_said() -> None:
    require_columns("users.csv", ("username", "password"), ("password",))
    with pytest.raises(FileError, match=r"lacks the column 'password'\. Its columns are: username, pass\."):
        require_columns("users.csv", ("username", "pass"), ("username", "password"))


def test_the_head_of_a_table_reads_no_further(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"mia{number:05},x\n" for number in range(50_000))
    path.write_bytes(b"name,word\n" + rows.encode() + b"no table any more\n")
    head = table_head(path, 100)
    assert head.columns == ("name", "word")
    assert head.rows[-1] == ("mia00099", "x")
    assert len(head.rows) == 100
    assert not head.is_whole
    assert 49_000 < head.rows_about < 51_000
    assert len(load_table(path, 20_000)[1]) == 20_000
    with pytest.raises(FileError, match="line 50002: has 1 value"):
        load_table(path)


def test_the_head_of_a_short_table_is_all_of_it(tmp_path: Path) -> None:
    save_table(tmp_path / "t.csv", ("a",), (("1",), ("2",)))
    save_table(tmp_path / "t.json", ("a",), (("1",), ("2",), ("3",)))
    assert table_head(tmp_path / "t.csv", 2) == (("a",), (("1",), ("2",)), 2, True)
    assert table_head(tmp_path / "t.json", 2) == (("a",), (("1",), ("2",)), 3, True)


def test_a_file_without_line_ends_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "one_line.csv"
    path.write_bytes(b"a,b\n" + b"x" * (17 * 1024 * 1024))
    with pytest.raises(FileError, match="line 2: is too long for a table"):
        table_head(path, 100)
