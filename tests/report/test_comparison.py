"""The report of two runs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from loadstudio.cli.main import main
from loadstudio.report.comparison import comparison_content
from loadstudio.report.pdf import pdf_of
from loadstudio.results.caption import Caption, write_caption
from tests.support import runs

EARLIER = "2026-11-20T09:31:00.000Z"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two runs, the later one slower and with another limit."""
    folder = tmp_path_factory.mktemp("runs")
    later, earlier = folder / "later", folder / "earlier"
    runs.write_run(later, runs.shop_run(90), runs.spec(run_id="later", limits=("errors<1%",)))
    runs.write_run(earlier, runs.shop_run(60, speed=3.0), runs.spec(run_id="earlier"), started_utc=EARLIER)
    write_caption(later, Caption(title="Release 2.4"))
    return later, earlier


def test_the_earlier_run_stands_first_whatever_the_order(two: tuple[Path, Path]) -> None:
    content = comparison_content(*two)
    assert comparison_content(*reversed(two)) == content
    assert [word for word, _ in content.sides] == ["Before", "Now"]
    assert content.sides[1][1].startswith("Release 2.4")
    assert content.verdict.headline.startswith("Slower by ")
    assert [picture.title for picture in content.pictures] == ["95 of 100 answers came within", "Requests a second"]
    assert all(row.change_tone == "bad" for row in content.steps if row.change.startswith("slower"))
    assert [change.name for change in content.settings] == ["Limits"]


def test_it_is_set_as_pdf(two: tuple[Path, Path]) -> None:
    reader = PdfReader(io.BytesIO(pdf_of(comparison_content(*two))))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())
    assert "Slower by " in text
    assert "What differed in plan, program and computer" in text
    assert "Release 2.4" in text
    assert reader.root_object["/MarkInfo"]["/Marked"]


def test_the_command_writes_pdf_and_json(
    two: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sides = [str(path) for path in reversed(two)]
    assert main(["compare", *sides, "-o", str(tmp_path / "two.pdf")]) == 0
    assert (tmp_path / "two.pdf").read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out == ""
    assert main(["compare", *sides]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["latency"] == "worse"
    assert main(["compare", *sides, "-o", str(tmp_path / "two.txt")]) == 2
