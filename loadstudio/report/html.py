"""A run as one HTML file that needs nothing else: for a build server's artefacts or a mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from loadstudio.base.files import write_file
from loadstudio.base.resources import resource_path
from loadstudio.base.sentences import ENGLISH, Told, told_in
from loadstudio.report.content import ReportContent, report_content
from loadstudio.report.pictures import Picture
from loadstudio.report.tables import ErrorRow, LimitRow, Row
from loadstudio.results.query import open_run

_STYLE = "report/report.css"
_SIGNS = {"ok": "✓", "warn": "!", "bad": "×"}


def write_html(run_dir: Path, output: Path, language: str = ENGLISH) -> None:
    """Write the report of a run (its folder or id) to `output`, in a language (`de`). Raises FileError."""
    with open_run(run_dir) as reader:
        content = report_content(reader, told_in(language))
    write_file(output, html_of(content, language).encode())


def html_of(content: ReportContent, language: str = ENGLISH) -> str:
    """Return the report as an HTML document; its own words are told in a language (`de`)."""
    return _Document(content, language).text()


class _Document:
    """One report. `_said` tells the document's own words, fit for HTML."""

    def __init__(self, content: ReportContent, language: str) -> None:
        self._content, self._language = content, language
        told = told_in(language)
        self._said: Told = lambda words: escape(told(words))

    def text(self) -> str:
        """Return all of it."""
        content, said = self._content, self._said
        parts = [
            "<!doctype html>",
            f'<html lang="{self._language}"><head><meta charset="utf-8">',
            f"<title>{escape(content.short_title)} – {said('load test report')}</title>",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{resource_path(_STYLE).read_text(encoding='utf-8')}</style></head><body><main>",
            f"<header><p>LoadStudio · {said('Load test report')}</p><h1>{escape(content.title)}</h1>",
            f"<p>{escape(content.subtitle)}</p>{_note(content)}</header>",
            _verdict(content),
            _cards(content),
            *map(_picture, content.pictures),
            self._limits(content.limits),
            self._rows("Steps", "Step", content.steps),
            self._rows("Requests", "Request", content.requests),
            self._timings(),
            self._errors(),
            self._pairs("What happened during the run", content.moments),
            self._trust(),
            self._pairs("How it was measured", content.facts),
            f"<footer>{said('Run')} {escape(content.run_id)} · {escape(content.program)}</footer></main></body></html>",
        ]
        return "\n".join(part for part in parts if part) + "\n"

    def _rows(self, title: str, first: str, rows: tuple[Row, ...]) -> str:
        limited = any(row.limit for row in rows)
        heads = (first, "Times", "p50", "p95", "p99", "Longest", "Errors", *(("Limit",) if limited else ()))
        cells = (
            (
                *map(escape, (row.label, row.times, row.p50, row.p95, row.p99, row.longest, row.errors)),
                *((self._result(row.limit),) if limited else ()),
            )
            for row in rows
        )
        return self._table(title, heads, cells) if rows else ""

    def _result(self, word: str) -> str:
        look = {"kept": ("ok", "Kept"), "missed": ("bad", "Missed")}.get(word)
        return _badge(look[0], self._said(look[1])) if look else ""

    def _limits(self, rows: tuple[LimitRow, ...]) -> str:
        cells = (
            (*map(escape, (row.what, row.bound, row.measured)), self._result("kept" if row.passed else "missed"))
            for row in rows
        )
        return self._table("Limits", ("What must hold", "Limit", "Measured", "Result"), cells) if rows else ""

    def _timings(self) -> str:
        content = self._content
        heads = ("Part", "Times", "p50", "p95", "p99", "Longest")
        cells = (
            tuple(map(escape, (row.what, row.times, row.p50, row.p95, row.p99, row.longest))) for row in content.timings
        )
        note = f"<p>{escape(content.timings_note)}</p>"
        return self._table("Where the time went", heads, cells) + note if content.timings else ""

    def _errors(self) -> str:
        content = self._content
        if not content.errors:
            sentence = (
                "No errors: every request was answered as expected." if content.measured else "Nothing was measured."
            )
            return f"<section><h2>{self._said('Errors')}</h2><p>{self._said(sentence)}</p></section>"
        heads = ("Request", "What went wrong", "Times", "Share")
        table = self._table("Errors", heads, map(_error, content.errors), words=2)
        return f"{table}<p>{escape(content.errors_left_out)}</p>"

    def _trust(self) -> str:
        content = self._content
        if not content.measured:
            return ""
        answer = self._said("Yes. The computer that made the load kept up with it, so slow answers are the site’s own.")
        if not content.generator_trusted:
            answer = f"{self._said('No.')} {escape(' '.join(content.generator_reasons))}"
        return self._pairs("Can these numbers be trusted?", content.generator, answer)

    def _pairs(self, title: str, pairs: Sequence[tuple[str, str]], lead: str = "") -> str:
        if not pairs:
            return ""
        rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
        return f"<section><h2>{self._said(title)}</h2>{f'<p>{lead}</p>' if lead else ''}<dl>{rows}</dl></section>"

    def _table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
        """Return a table of cells that are HTML already; the first `words` columns hold words, the others numbers."""

        def line(tag: str, cells: Iterable[str]) -> str:
            return "".join(
                f"<{tag}{'' if number < words else ' class=number'}>{cell}</{tag}>" for number, cell in enumerate(cells)
            )

        body = "".join(f"<tr>{line('td', cells)}</tr>" for cells in rows)
        head = f"<thead><tr>{line('th', map(self._said, heads))}</tr></thead>"
        return f"<section><h2>{self._said(title)}</h2><table>{head}<tbody>{body}</tbody></table></section>"


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


def _error(row: ErrorRow) -> tuple[str, ...]:
    return tuple(map(escape, (row.label, row.reason, row.times, row.share)))
