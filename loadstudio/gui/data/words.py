"""How test data reads on screen: who gets which row, what a column holds, where it is used. Values to words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale

from loadstudio.gui.data.looks import SourceLook
from loadstudio.gui.scenario.part.block_words import part_title
from loadstudio.gui.units import count_text, level_number
from loadstudio.scenario import edit
from loadstudio.scenario.column_facts import ColumnFacts
from loadstudio.scenario.data_edit import ColumnUse
from loadstudio.scenario.model import DataSource, Scenario

type Tr = Callable[[str], str]

LANGUAGES = (
    "en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pt_BR", "pl_PL", "cs_CZ", "da_DK", "sv_SE",
    "fi_FI", "tr_TR", "ru_RU", "uk_UA", "el_GR", "he_IL", "ja_JP", "ko_KR", "zh_CN",
)  # fmt: skip


def policies(tr: Tr) -> tuple[tuple[str, str, str], ...]:
    """Return the ways in which rows are given out: key, word, and what it means."""
    return (
        ("sequential", tr("In order"), tr("Each pass takes the next row, whoever makes it.")),
        ("random", tr("By chance"), tr("Each pass takes any row; a row may come again at once.")),
        ("unique", tr("A row for one person alone"), tr("Each person keeps a row; no two people have the same.")),
        ("unique_pass", tr("A row never twice"), tr("Each pass takes a row that no other pass gets.")),
        ("per_user", tr("One row per person"), tr("Each person keeps a row for the whole run; people may share it.")),
    )


def endings(tr: Tr) -> tuple[tuple[str, str, str], ...]:
    """Return what may happen behind the last row: key, word, and what it means."""
    return (
        ("stop", tr("Stop"), tr("People who find no row make no more passes; the run says how many they were.")),
        ("repeat", tr("Begin again"), tr("The first row comes after the last, so rows are used more than once.")),
        ("keep_last", tr("Keep the last"), tr("All who find no row of their own take the last one.")),
    )


def makers(tr: Tr) -> tuple[tuple[str, str], ...]:
    """Return what can be made up: key and word."""
    return (
        ("name", tr("Full name")),
        ("first_name", tr("First name")),
        ("last_name", tr("Last name")),
        ("user_name", tr("User name, each another")),
        ("email", tr("E-mail, each another")),
        ("password", tr("Password")),
        ("phone", tr("Phone number")),
        ("company", tr("Company")),
        ("job", tr("Job")),
        ("street", tr("Street and number")),
        ("city", tr("City")),
        ("postcode", tr("Postcode")),
        ("country", tr("Country")),
        ("address", tr("Whole address")),
        ("date", tr("Date")),
        ("word", tr("Word")),
        ("sentence", tr("Sentence")),
        ("text", tr("A few sentences")),
        ("number", tr("Number")),
        ("row_number", tr("Number of the row")),
        ("pattern", tr("By a pattern")),
    )


def pattern_hint(maker: str, tr: Tr) -> str:
    """Return how the pattern of a made-up column is written, '' for one that has none."""
    return {
        "number": tr("from - to, such as 1-1000"),
        "date": tr("how it is written, such as %Y-%m-%d"),
        "pattern": tr("# digit, ? letter, @ row: AB-####"),
    }.get(maker, "")


def language_name(locale: str) -> str:
    """Return what a language is called in itself: `Deutsch (Deutschland)`."""
    known = QLocale(locale)
    name = known.nativeLanguageName()
    return f"{name[:1].upper()}{name[1:]} ({known.nativeTerritoryName()})"


def rows_text(look: SourceLook, tr: Tr) -> str:
    """Return how many rows there are."""
    if look.table.rows == 1:
        return tr("1 row")
    words = tr("{0} rows") if look.is_exact else tr("about {0} rows")
    return words.format(count_text(look.table.rows if look.is_exact else _rounded(look.table.rows)))


def source_line(source: DataSource, look: SourceLook | None, tr: Tr) -> str:
    """Return the second line of a data source in a list: where its rows come from and how many they are."""
    where = tr("made up") if source.generated is not None else Path(source.file).name or tr("no file yet")
    if look is None:
        return where
    return f"{where}  ·  {tr('cannot be read') if look.table.problem else rows_text(look, tr)}"


def holds_text(facts: ColumnFacts, looked_at: int, tr: Tr) -> str:
    """Return what a column holds, and what is missing in it."""
    parts = [_kind_text(facts, looked_at, tr)]
    if facts.empty and facts.kind != "empty":
        rows = ", ".join(count_text(row) for row in facts.empty_rows[:3])
        if facts.empty == 1:
            parts.append(tr("1 cell is empty: row {0}").format(rows))
        else:
            more = " …" if facts.empty > 3 else ""
            parts.append(tr("{0} cells are empty: rows {1}").format(count_text(facts.empty), rows + more))
    if facts.odd:
        odd = facts.odd[0]
        parts.append(tr("row {0} is different: {1}").format(count_text(odd.row), odd.value[:24]))
    return "  ·  ".join(parts)


def _kind_text(facts: ColumnFacts, looked_at: int, tr: Tr) -> str:
    if looked_at and facts.distinct == 1 and not facts.empty and looked_at > 1:
        return tr("the same in all rows")
    kinds = {
        "empty": tr("nothing in any row"),
        "whole_number": tr("whole numbers"),
        "number": tr("numbers"),
        "yes_no": tr("yes or no"),
        "date": tr("dates"),
        "time": tr("dates with time"),
        "email": tr("e-mail addresses"),
        "address": tr("web addresses"),
        "id": tr("long ids (UUID)"),
        "text": tr("text"),
    }
    words = kinds[facts.kind]
    if facts.least is not None and facts.most is not None and facts.most > facts.least:
        words = tr("{0} from {1} to {2}").format(words, level_number(facts.least), level_number(facts.most))
    return words


def use_text(scenario: Scenario, use: ColumnUse, tr: Tr) -> str:
    """Return a place where a column is used: the part, and where in it."""
    title = part_title(edit.find(scenario, use.part_id), tr)
    places = {
        "address": tr("address"),
        "query": tr("address, {0}"),
        "header": tr("header {0}"),
        "body": tr("body, {0}") if use.name else tr("body"),
        "log_in": tr("log-in of the request"),
        "condition": tr("condition"),
        "answer": tr("where {0} is looked for"),
        "code": tr("Python code"),
    }
    where = places[use.place].format(use.name)
    return f"{title}  ·  {where}" + ("" if use.enabled else f"  ({tr('off')})")


def _rounded(count: int) -> int:
    digits = len(str(count)) - 2
    return round(count, -digits) if digits > 0 else count
