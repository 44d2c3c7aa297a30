"""The HTML report is one file with the same words and numbers, and no text of the site becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import override

import msgspec

from loadstudio.base.units import milliseconds_text
from loadstudio.metrics.interval import ErrorCount
from loadstudio.report.html import write_html
from tests.support import runs


class Outline(HTMLParser):
    """Collects tags, addresses and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    @override
    def handle_data(self, data: str) -> None:
        self.text += data.replace("\u200b", "")


def test_the_same_report_as_one_safe_file(tmp_path: Path) -> None:
    intervals = list(runs.shop_run(200))
    attack = ErrorCount(label="GET /", reason="<script>alert(1)</script> & more", count=3)
    intervals[50] = msgspec.structs.replace(intervals[50], errors=(attack,))
    summary = runs.write_run(tmp_path / "run", intervals, runs.spec(name='A "sale" <img>'))
    write_html(tmp_path / "run", tmp_path / "run.html")
    outline = Outline()
    outline.feed((tmp_path / "run.html").read_text(encoding="utf-8"))
    assert "script" not in outline.tags
    assert "img" not in outline.tags
    assert outline.addresses == []
    assert "<script>alert(1)</script> & more" in outline.text
    assert 'A "sale" <img>' in outline.text
    for label in summary.labels:
        assert f"{label.label}" in outline.text
        assert milliseconds_text(label.latency_ms.p95) in outline.text
    assert {"svg", "table", "dl", "h1"} <= outline.tags
