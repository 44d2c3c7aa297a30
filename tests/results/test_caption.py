"""Title and note of a run: kept beside its results, shown wherever the run is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loadstudio.base.errors import FileError
from loadstudio.cli.main import main
from loadstudio.report.content import report_content
from loadstudio.report.html import html_of
from loadstudio.results.caption import CAPTION_FILE, Caption, caption, read_caption, write_caption
from loadstudio.results.export import write_json
from loadstudio.results.history import list_runs
from loadstudio.results.query import open_run
from loadstudio.results.trash import delete_run, restore_run
from tests.support import runs

WRITTEN = caption("  Release 2.4,\n new cache ", "Database moved.\nLook at <Checkout>.\n")


def test_what_is_typed_is_trimmed() -> None:
    assert Caption(title="Release 2.4, new cache", note="Database moved.\nLook at <Checkout>.") == WRITTEN
    assert len(caption("x" * 999, "").title) == 120


def test_an_empty_caption_leaves_no_file(tmp_path: Path) -> None:
    write_caption(tmp_path, WRITTEN)
    assert read_caption(tmp_path) == WRITTEN
    write_caption(tmp_path, Caption())
    assert not (tmp_path / CAPTION_FILE).exists()
    write_caption(tmp_path, Caption())
    with pytest.raises(FileError, match="cannot be written"):
        write_caption(tmp_path / "gone", WRITTEN)


@pytest.mark.parametrize("content", [b"", b"{", b'{"title": 3}', b"\xff\xfe"])
def test_a_damaged_caption_hides_no_run(tmp_path: Path, content: bytes) -> None:
    runs.write_run(tmp_path / "run", runs.shop_run(3))
    (tmp_path / "run" / CAPTION_FILE).write_bytes(content)
    (entry,) = list_runs(tmp_path)
    assert (entry.title, entry.called, entry.problem) == ("", "Fern Market checkout", "")


def test_it_stands_in_list_command_report_and_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "run"
    runs.write_run(folder, runs.shop_run(3))
    write_caption(folder, caption(WRITTEN.title + "\x1b[2J", WRITTEN.note))
    (entry,) = list_runs(tmp_path)
    assert entry.called == "Release 2.4, new cache\x1b[2J"
    assert main(["runs", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "Release 2.4, new cache [2J: Too slow" in said
    assert "    Look at <Checkout>." in said
    assert "\x1b" not in said
    with open_run(folder) as reader:
        content = report_content(reader)
        write_json(reader, tmp_path / "run.json")
    assert content.title == "Release 2.4, new cache [2J"
    assert content.subtitle.startswith("Fern Market checkout  ·  22 November 2026")
    assert "Database moved.<br>Look at &lt;Checkout&gt;." in html_of(content)
    assert json.loads((tmp_path / "run.json").read_text())["note"] == WRITTEN.note


def test_it_goes_to_the_trash_and_back_with_its_run(tmp_path: Path) -> None:
    runs.write_run(tmp_path / "run", runs.shop_run(3))
    write_caption(tmp_path / "run", WRITTEN)
    restore_run(delete_run(tmp_path / "run"))
    assert read_caption(tmp_path / "run") == WRITTEN
