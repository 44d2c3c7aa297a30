"""A run as PDF, set by typst: tagged for screen readers, vector charts, one font embedded."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
import typst

from loadstudio.base.errors import LoadStudioError
from loadstudio.base.files import write_file
from loadstudio.base.resources import resource_path
from loadstudio.base.sentences import ENGLISH, told_in
from loadstudio.report.comparison import ComparisonContent, comparison_content
from loadstudio.report.content import ReportContent, report_content
from loadstudio.results.export import Progress, untold
from loadstudio.results.query import open_run

_RUN, _COMPARISON, _PARTS = "report/report.typ", "report/comparison.typ", "report/parts.typ"
_UNKNOWN_LETTER = "could not be displayed with"  # typst's words
_BOXES = (
    "This computer has no font for some letters of this report, so boxes stand for them. Install a font that has them, "
    "such as Noto Sans CJK, and write the report again."
)


def write_pdf(run_dir: Path, output: Path, told: Progress = untold, language: str = ENGLISH) -> None:
    """Write the report of a run (its folder or id) to `output`, in a language (`de`). Raises FileError and
    LoadStudioError.
    """
    told(0.0)
    with open_run(run_dir) as reader:
        content = report_content(reader, told_in(language))
    told(0.4)
    pdf = pdf_of(content, language)
    told(0.95)
    write_file(output, pdf)


def write_comparison(one: Path, other: Path, output: Path, language: str = ENGLISH) -> None:
    """Write the report of two runs (folders or ids), the earlier one first. Raises FileError, LoadStudioError."""
    write_file(output, pdf_of(comparison_content(one, other, told_in(language)), language))


def pdf_of(content: ReportContent | ComparisonContent, language: str = ENGLISH) -> bytes:
    """Return the report as PDF. Where a name has letters that no font of this computer has, it says so, and the PDF is
    none for screen readers (PDF/UA forbids such letters). Raises LoadStudioError when typst cannot set it.
    """
    try:
        return _compiled(content, ["ua-1"], language)
    except typst.TypstError as error:
        if _UNKNOWN_LETTER in str(error):
            content = msgspec.structs.replace(content, warning=told_in(language)(_BOXES))
    try:
        return _compiled(content, [], language)
    except typst.TypstError as error:
        raise LoadStudioError(f"The report could not be set: {error}") from error


def _compiled(content: ReportContent | ComparisonContent, standards: list[typst.PDFStandard], language: str) -> bytes:
    template = resource_path(_RUN if isinstance(content, ReportContent) else _COMPARISON)
    return typst.compile(
        template,
        font_paths=_fonts(),
        sys_inputs={
            "content": msgspec.json.encode(content).decode(),
            "language": msgspec.json.encode(_template_words(template, language)).decode(),
        },
        pdf_standards=standards,
    )


@cache
def _template_words(template: Path, language: str) -> dict[str, object]:
    """Return the code of the language and the template's own words in it, by their English."""
    told = told_in(language)
    texts = "".join(path.read_text("utf-8") for path in (template, resource_path(_PARTS)))
    return {"code": language, "words": {words: told(words) for words in re.findall(r'said\("([^"]+)"\)', texts)}}


@cache
def _fonts() -> typst.Fonts:
    """Inter, and behind it the system's fonts for names in other scripts."""
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[resource_path("report/fonts")]
    )
