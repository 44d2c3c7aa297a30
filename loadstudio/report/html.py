"""A run as one HTML file that needs nothing else: for a build server's artefacts or a mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from loadstudio.base.files import write_file
from loadstudio.base.resources import resource_path
from loadstudio.report.content import ReportContent, report_content
from loadstudio.report.pictures import Picture
from loadstudio.report.tables import ErrorRow, LimitRow, Row
from loadstudio.results.query import open_run

_STYLE = "report/report.css"
_SIGNS = {"ok": "✓", "warn": "!", "bad": "×"}


def write_html(run_dir: Path, output: Path) -> None:
    """Write the report of a run (its folder or id) to `output`. Raises FileError."""
    with open_run(run_dir) as reader:
        content = report_content(reader)
    write_file(output, html_of(content).encode())


def html_of(content: ReportContent) -> str:
    """Return the report as an HTML document."""
    parts = [
        "<!doctype html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(content.short_title)} – load test report</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{resource_path(_STYLE).read_text(encoding='utf-8')}</style></head><body><main>",
        f"<header><p>LoadStudio · Load test report</p><h1>{escape(content.title)}</h1>",
        f"<p>{escape(content.subtitle)}</p>{_note(content)}</header>",
        _verdict(content),
        _cards(content),
        *map(_picture, content.pictures),
        _limits(content.limits),
        _rows("Steps", "Step", content.steps),
        _rows("Requests", "Request", content.requests),
        _timings(content),
        _errors(content),
        _pairs("What happened during the run", content.moments),
        _trust(content),
        _pairs("How it was measured", content.facts),
        f"<footer>Run {escape(content.run_id)} · {escape(content.program)}</footer></main></body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _note(content: ReportContent) -> str:
    return f'<p class="note">{"<br>".join(map(escape, content.note))}</p>' if content.note else ""


def _verdict(content: ReportContent) -> str:
    verdict = content.verdict
    badges = "".join(_badge(one.tone, one.text) for one in verdict.badges)
    return (
        f'<section class="verdict {verdict.tone}"><h2>{escape(verdict.headline)}</h2>'
        f"<p>{escape(verdict.detail)}</p><p>{badges}</p></section>"
    )


def _badge(tone: str, text: str) -> str:
    sign = f"{_SIGNS[tone]} " if tone in _SIGNS else ""
    return f'<span class="badge {tone}">{sign}{escape(text)}</span>'


def _cards(content: ReportContent) -> str:
    cards = "".join(
        f'<div class="card {card.tone}"><span>{escape(card.title)}</span><b>{escape(card.number)}</b>'
        f"<span>{escape(card.note)}</span></div>"
        for card in content.cards
    )
    return f'<section class="cards">{cards}</section>'


def _picture(picture: Picture) -> str:
    legend = "".join(
        f'<span><i{" class=dashed" if key.dashed else ""} style="color:{key.colour}"></i>{escape(key.word)}</span>'
        for key in picture.legend
    )
    return (
        f'<figure role="img" aria-label="{escape(picture.description)}"><figcaption><h2>{escape(picture.title)}</h2>'
        f'<div class="legend">{legend}</div></figcaption>{picture.svg}</figure>'
    )


def _rows(title: str, first: str, rows: tuple[Row, ...]) -> str:
    limited = any(row.limit for row in rows)
    heads = (first, "Times", "p50", "p95", "p99", "Longest", "Errors", *(("Limit",) if limited else ()))
    cells = (
        (
            *map(escape, (row.label, row.times, row.p50, row.p95, row.p99, row.longest, row.errors)),
            *((_result(row.limit),) if limited else ()),
        )
        for row in rows
    )
    return _table(title, heads, cells) if rows else ""


def _result(word: str) -> str:
    return {"kept": _badge("ok", "Kept"), "missed": _badge("bad", "Missed")}.get(word, "")


def _limits(rows: tuple[LimitRow, ...]) -> str:
    cells = (
        (*map(escape, (row.what, row.bound, row.measured)), _result("kept" if row.passed else "missed")) for row in rows
    )
    return _table("Limits", ("What must hold", "Limit", "Measured", "Result"), cells) if rows else ""


def _timings(content: ReportContent) -> str:
    heads = ("Part", "Times", "p50", "p95", "p99", "Longest")
    cells = (
        tuple(map(escape, (row.what, row.times, row.p50, row.p95, row.p99, row.longest))) for row in content.timings
    )
    note = f"<p>{escape(content.timings_note)}</p>"
    return _table("Where the time went", heads, cells) + note if content.timings else ""


def _errors(content: ReportContent) -> str:
    if not content.errors:
        sentence = "No errors: every request was answered as expected." if content.measured else "Nothing was measured."
        return f"<section><h2>Errors</h2><p>{sentence}</p></section>"
    heads = ("Request", "What went wrong", "Times", "Share")
    return _table("Errors", heads, map(_error, content.errors), words=2) + f"<p>{escape(content.errors_left_out)}</p>"


def _error(row: ErrorRow) -> tuple[str, ...]:
    return tuple(map(escape, (row.label, row.reason, row.times, row.share)))


def _trust(content: ReportContent) -> str:
    if not content.measured:
        return ""
    answer = "Yes. The computer that made the load kept up with it, so slow answers are the site’s own."
    if not content.generator_trusted:
        answer = "No. " + " ".join(content.generator_reasons)
    return _pairs("Can these numbers be trusted?", content.generator, answer)


def _pairs(title: str, pairs: Sequence[tuple[str, str]], lead: str = "") -> str:
    if not pairs:
        return ""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
    return f"<section><h2>{title}</h2>{f'<p>{escape(lead)}</p>' if lead else ''}<dl>{rows}</dl></section>"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """Return a table of cells that are HTML already; the first `words` columns hold words, the others numbers."""

    def line(tag: str, cells: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{'' if number < words else ' class=number'}>{cell}</{tag}>" for number, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{line('td', cells)}</tr>" for cells in rows)
    head = f"<thead><tr>{line('th', heads)}</tr></thead>"
    return f"<section><h2>{title}</h2><table>{head}<tbody>{body}</tbody></table></section>"
