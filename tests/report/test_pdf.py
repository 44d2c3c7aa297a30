"""The PDF says what the summary says, can be read by a screen reader, and comes whatever the run was like."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import msgspec
import pytest
import typst
from pypdf import PdfReader

from loadstudio.base.errors import FileError
from loadstudio.base.resources import resource_path
from loadstudio.base.sentences import Catalogue
from loadstudio.base.units import count_text, milliseconds_text, per_second_text
from loadstudio.metrics.interval import ErrorCount, Interval
from loadstudio.metrics.summary import Summary
from loadstudio.plan.model import ClosedLoad, OpenLoad, Stage
from loadstudio.report.content import report_content
from loadstudio.report.pdf import pdf_of, write_pdf
from loadstudio.report.setting import load_text
from loadstudio.report.wording import breakable
from loadstudio.results.query import open_run
from loadstudio.results.store import ResultsWriter
from tests.support import runs
from tests.support.runs import REFUSED, TIMED_OUT
from tests.support.sentences import translations_of

MADE_WITH = re.compile(r"LoadStudio|\(x86_64\)|core")


def text_of(pdf: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return " ".join("\n".join(pages).replace("\u200b", "").split())


def report(folder: Path) -> bytes:
    write_pdf(folder, folder / "report.pdf")
    return (folder / "report.pdf").read_bytes()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    folder = tmp_path_factory.mktemp("shop") / "run"
    return folder, runs.write_run(
        folder,
        runs.shop_run(),
        moments=[
            (100, "Ann emptied the cache", "note"),
            (400, "The number of people was set to 200 by hand.", "users"),
        ],
    )


def test_the_numbers_of_the_summary_stand_in_the_pdf(shop: tuple[Path, Summary]) -> None:
    folder, summary = shop
    started = time.perf_counter()
    pdf = report(folder)
    assert time.perf_counter() - started < 2.0
    text = text_of(pdf)
    assert "Held 200 people. From 214 on, POST /orders took longer than 800 ms." in text
    for label in summary.labels:
        row = [label.label, count_text(label.count)]
        row += [milliseconds_text(getattr(label.latency_ms, name)) for name in ("p50", "p95", "p99", "max")]
        assert " ".join(row) in text
    assert per_second_text(summary.requests.per_s) in text
    assert f"{count_text(summary.requests.count)} in all" in text
    for error in summary.errors:
        assert f"{error.label} {error.reason} {count_text(error.count)}" in text
    assert "7:40 POST /orders over the limit" in text
    assert "6:40 The number of people was set to 200 by hand." in text
    assert text.count("1:40 Ann emptied the cache") == 3, "in each chart"
    assert "1:40 Note: Ann emptied the cache" in text
    assert "Page 1 of 3" in text
    last = PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()
    assert "Can these numbers be trusted?" in last, "how it was measured does not stand alone"


def test_the_pdf_is_tagged_titled_and_has_one_font_embedded(shop: tuple[Path, Summary]) -> None:
    reader = PdfReader(io.BytesIO(report(shop[0])))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data(), "it keeps to PDF/UA-1"
    assert reader.metadata is not None
    assert reader.metadata.title == "Fern Market checkout – load test report"
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"Inter"}


def test_a_report_is_told_in_another_language_to_its_last_sentence(shop: tuple[Path, Summary]) -> None:
    german, asked = Catalogue(translations_of("de")), list[str]()

    def told(text: str) -> str:
        asked.append(text)
        return german.told(text)

    names = {"Buy a plant", "shop.example:8080", "20261122-112000-7k2m", REFUSED, TIMED_OUT, "p50", "p95", "p99"}
    with open_run(shop[0]) as reader:
        content = report_content(reader, told)
    unknown = {piece for text in asked if text not in names for piece in german.unknown(text)}
    assert not {piece for piece in unknown if re.search(r"[a-z]{3}", piece) and not MADE_WITH.search(piece)}
    text = text_of(pdf_of(content, "de"))
    assert "200 Personen gehalten. Ab 214 dauerte POST /orders länger als 800 ms." in text
    assert "22. November 2026" in text
    assert "Ist diesen Zahlen zu trauen? Ja." in text
    assert "Seite 1 von" in text
    assert "7:40 POST /orders über dem Grenzwert" in text


def test_a_good_run_says_no_errors(tmp_path: Path) -> None:
    runs.write_run(tmp_path, runs.shop_run(60), runs.spec(limits=("errors<1%", "p95<2s")))
    text = text_of(report(tmp_path))
    assert "No errors: every request was answered as expected." in text
    assert "95 of 100 answers within (p95) under 2,000 ms" in text
    assert "Yes. The computer that made the load kept up" in text
    assert "Failed requests a second" not in text
    assert "Contents" not in text


def test_names_of_any_length_and_script_are_set(tmp_path: Path) -> None:
    def renamed(one: Interval) -> Interval:
        labels = tuple(
            msgspec.structs.replace(part, label=f"GET /{'very/long/' * 20}{'x' * 200}/{number}", kind="request")
            for number, part in enumerate(one.labels * 3)
        )
        error = ErrorCount(label=labels[0].label, reason="<b>*not* #markup</b> \x07 " + "y" * 500, count=1)
        return msgspec.structs.replace(one, labels=labels, errors=(error,) * 2)

    intervals = [renamed(one) for one in runs.shop_run(8)]
    runs.write_run(tmp_path, intervals, runs.spec(name="Kasse \u4f60\u597d #heading $x$ 🛒" + " sehr" * 40))
    pdf = report(tmp_path)
    assert "<b>*not* #markup</b>" in text_of(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 3


def test_letters_that_no_font_has_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "loadstudio.report.pdf._fonts",
        lambda: typst.Fonts(include_system_fonts=False, font_paths=[resource_path("report/fonts")]),
    )
    runs.write_run(tmp_path, runs.shop_run(8), runs.spec(name="日本語"))
    assert "This computer has no font for some letters of this report" in text_of(report(tmp_path))
    runs.write_run(tmp_path / "known", runs.shop_run(8), runs.spec(name="Grüße"))
    assert "has no font" not in text_of(report(tmp_path / "known"))


def test_a_long_report_has_contents(tmp_path: Path) -> None:
    def many(one: Interval) -> Interval:
        labels = tuple(msgspec.structs.replace(one.labels[0], label=f"GET /{number}") for number in range(50))
        return msgspec.structs.replace(one, labels=labels)

    runs.write_run(tmp_path, [many(one) for one in runs.shop_run(5)])
    text = text_of(report(tmp_path))
    assert "Contents" in text
    assert "How it was measured" in text.partition("Contents")[2].partition("GET /49")[0]


def test_runs_that_were_cut_off_have_a_report(tmp_path: Path) -> None:
    for name, intervals in (("empty", ()), ("short", runs.shop_run(50)[47:48])):
        writer = ResultsWriter(tmp_path / name, runs.spec(), started_utc=runs.STARTED, workers=2)
        for one in intervals:
            writer.write_interval(msgspec.structs.replace(one, second=0))
        writer.close()
        text = text_of(report(tmp_path / name))
        assert ("Nothing was measured." in text) == (name == "empty")
        assert "Ended interrupted" in text


def test_a_folder_that_cannot_be_written_and_a_run_that_is_none_are_told(shop: tuple[Path, Summary]) -> None:
    with pytest.raises(FileError, match="cannot be written"):
        write_pdf(shop[0], shop[0] / "missing" / "report.pdf")
    with pytest.raises(FileError, match="holds no results"):
        write_pdf(shop[0].parent / "nothing", shop[0].parent / "report.pdf")


def test_untrusted_numbers_are_told_at_the_top(shop: tuple[Path, Summary]) -> None:
    with open_run(shop[0]) as reader:
        content = report_content(reader)
    content = msgspec.structs.replace(
        content, generator_trusted=False, generator_reasons=("A worker was too busy.", "Requests were late.")
    )
    assert "No. A worker was too busy. Requests were late." in text_of(pdf_of(content))


def test_loads_are_told_in_words() -> None:
    def stages(*pairs: tuple[float, float]) -> tuple[Stage, ...]:
        return tuple(Stage(target=target, duration_s=duration_s) for target, duration_s in pairs)

    assert load_text(ClosedLoad(stages=stages((20, 0)), iterations=40)) == "20 people at once; 40 passes in all"
    assert load_text(ClosedLoad(stages=stages((1, 10), (1, 50)))) == "1 person within 10 s, held for 50 s"
    assert load_text(ClosedLoad(stages=stages((5, 60), (9, 60), (9, 60), (0, 30)))) == (
        "5 people within 1 min; then 9 within 1 min, held for 1 min; then 0 within 30 s"
    )
    assert load_text(OpenLoad(stages=stages((2.5, 0), (2.5, 60)), max_users=9)) == (
        "2.5 passes a second at once, held for 1 min; at most 9 people at once"
    )


def test_long_words_may_break_and_endless_ones_are_cut() -> None:
    assert breakable("GET /cart") == "GET /cart"
    address = "/a/very/long/path/of/some/application"
    assert breakable(address).replace("\u200b", "") == address
    assert all(len(piece) <= 23 for piece in breakable("x" * 100).split("\u200b"))
    assert breakable("x" * 500, longest=20) == "xxxxxxxxxx … xxxxxxxxxx"
