"""All components on a few pages that resemble the screens, to be looked at in light and dark. Not a test, not shipped.

python tests/support/gallery.py                                 opens the pages in a window
python tests/support/gallery.py --pictures DIR [--page run]     writes a picture of each page in both shades
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.gui.charts.profile_chart import ProfileChart
from loadstudio.gui.charts.time_chart import TimeChart
from loadstudio.gui.theme import apply_theme, dress
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.banner import Banner, EmptyState
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card, Page
from loadstudio.gui.widgets.cells import BadgeValue, CellRole
from loadstudio.gui.widgets.chip import Chip
from loadstudio.gui.widgets.code_ranges import CodeMark
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.fields import DurationField, NumberField, Select, TextField
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.health_strip import HealthStrip
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.popover import Popover, PopoverChoice
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.rail import Rail
from loadstudio.gui.widgets.rows import FooterLine, FormRow, IconView, ListRow, RowList
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.gui.widgets.stat_card import StatCard
from loadstudio.gui.widgets.stepper import Stepper
from loadstudio.gui.widgets.switch import Switch
from loadstudio.gui.widgets.tabs import Tabs
from loadstudio.gui.widgets.tree_view import TreeView

RANDOM = np.random.default_rng(7)
Cell = dict[int, Any]
BODY = (
    '{"ok": true, "visit_id": "v-77c1e09a", "user": {"id": 20418, "name": "Mia Keller", "tier": "silver"},'
    ' "basket": {"id": "bk_9f27c4d1", "items": [], "total": 84.9, "note": null}}'
)


class RowsModel(QAbstractTableModel):
    """Rows of cells, each a text or a dict of roles."""

    def __init__(self, titles: tuple[str, ...], rows: tuple[tuple[str | Cell, ...], ...]) -> None:
        super().__init__()
        self._titles, self._rows = titles, rows

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        return self._titles[section] if role == 0 and orientation == Qt.Orientation.Horizontal else None

    def data(self, index: QModelIndex, role: int = 0) -> Any:
        cell = self._rows[index.row()][index.column()]
        if isinstance(cell, str):
            return cell if role == 0 else None
        return cell.get(role)


def sub(text: str) -> Cell:
    return {0: text, CellRole.TONE: "sub"}


def name(text: str, **more: Any) -> Cell:
    return {0: text, CellRole.STYLE: "name"} | {CellRole[key.upper()]: value for key, value in more.items()}


def badge(text: str, kind: Any, icon: str | None = None) -> Cell:
    return {CellRole.BADGE: BadgeValue(text, kind, icon)}


def beside(*widgets: QWidget | int, spacing: int = 12) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            row.addStretch(widget)
        else:
            row.addWidget(widget)
    return row


def noisy(level: float, size: float, count: int = 375) -> np.ndarray:
    return level + RANDOM.normal(0, size, count)


def start() -> Page:
    page = Page()
    page.body.setContentsMargins(258, 90, 258, 24)
    page.body.setSpacing(16)
    page.body.addWidget(Label("Which site do you want to test?", "question"))
    page.body.addWidget(
        Label(
            "Click through it once in a browser window. LoadStudio writes down what happens and plays it back with"
            " many people.",
            "lead",
            "sub",
        )
    )
    field = TextField("staging.fern.example", name="Site", icon="globe", height=48)
    page.body.addSpacing(8)
    page.body.addLayout(beside(field, Button("Record", "primary", icon="record", height=48), spacing=16))
    page.body.addLayout(
        beside(
            Label("Opens in", tone="sub"),
            Select((("firefox", "Firefox"), ("chromium", "Chromium")), name="Browser", quiet=True),
            Switch("Start with a clean profile, no cookies", on=True),
            1,
            Button("Open a recording or HAR file…", "link"),
        )
    )
    page.body.addSpacing(20)
    demo = Card()
    words = QVBoxLayout()
    words.addWidget(Label("New here? Try the demo shop", "card"))
    words.addWidget(
        Label(
            "A small shop that runs on this computer. First live chart in under a minute, nothing to install.",
            tone="sub",
        )
    )
    row = beside(IconView("store", "accent", 40), spacing=16)
    row.addLayout(words, 1)
    row.addWidget(Button("Start the demo", "tinted"))
    demo.body.addLayout(row)
    page.body.addWidget(demo)
    page.body.addSpacing(20)
    page.body.addLayout(beside(Label("Recent", "card"), 1, Button("Show all", "link")))
    recent = Card(padding=8)
    table = DataTable(name="Recent", row_height=44)
    table.setModel(
        RowsModel(
            ("Name", "Site", "Last result", "Opened"),
            (
                (
                    name("Fern Market checkout", icon="file"),
                    sub("staging.fern.example"),
                    badge("Holds 180 people", "ok"),
                    sub("Today, 11:20"),
                ),
                (
                    name("Search and filter", icon="file"),
                    sub("staging.fern.example"),
                    badge("Slow from 90 on", "warn"),
                    sub("Yesterday"),
                ),
                (
                    name("Sign up, new customer", icon="file"),
                    sub("accounts.fern.example"),
                    badge("Check failed", "bad"),
                    sub("18 Nov"),
                ),
                (
                    name("Demo shop", icon="file"),
                    sub("localhost:28443"),
                    badge("Not run yet", "neutral"),
                    sub("12 Nov"),
                ),
            ),
        )
    )
    table.set_columns((Column(), Column(216), Column(166), Column(126)))
    table.fit_height()
    recent.body.addWidget(table)
    page.body.addWidget(recent)
    page.body.addStretch(1)
    page.body.addLayout(
        beside(1, FooterLine("Everything stays on this computer. No account, nothing is sent anywhere.", "shield"), 1)
    )
    QTimer.singleShot(0, field.setFocus)
    return page


def run() -> Page:
    page = Page()
    header = PageHeader("Fern Market checkout", ("6:14 of 14:00", "stage 3 of 5, climbing to 220 people"))
    header.add_beside_title(Badge("Running", "ok", icon="play"))
    header.add_action(Label("Change load", tone="sub"))
    header.add_action(Stepper(88, name="People", unit="people"))
    header.add_action(Button("Stop", "danger", icon="stop", height=44))
    page.body.addWidget(header)
    cards = QHBoxLayout()
    cards.setSpacing(16)
    for title, value, note, token, values in (
        ("People", "88", "going to 220", "p50", [80] * 50 + list(range(80, 89))),
        ("Requests a second", "121.4", "limit 350", "throughput", noisy(120, 3, 60)),
        ("95 of 100 answers within", "312 ms", "limit 800 ms", "p95", noisy(300, 20, 60)),
        ("Errors", "0.04 %", "14 of 35,212, limit 1 %", "sub", np.cumsum(noisy(0.1, 1, 60))),
    ):
        card = StatCard(title, token=token)
        card.set_value(value, note)
        card.set_series(values)
        cards.addWidget(card, 1)
    page.body.addLayout(cards)
    page.body.addLayout(_charts(), 5)
    page.body.addLayout(_steps_and_errors(), 4)
    strip = HealthStrip()
    strip.set_verdict("ok", "This computer keeps up. You can trust the numbers.")
    for key, text, icon, ratio, words in (
        ("cpu", "Processor", "cpu", 0.41, "41 %"),
        ("memory", "Memory", "memory", 0.3, "3.2 GB"),
        ("network", "Network", "network", 0.18, "86 Mbit/s"),
        ("late", "Late starts", "clock", 0.01, "0 ms"),
    ):
        strip.add_meter(key, text, icon)
        strip.set_meter(key, ratio, words)
    page.body.addWidget(strip)
    return page


def _charts() -> QHBoxLayout:
    x = np.arange(375.0)
    latency = TimeChart("How long answers take", unit=" ms")
    latency.add_series("p50", "half (p50)", "p50")
    latency.add_series("p95", "95 % (p95)", "p95")
    latency.add_series("p99", "99 % (p99)", "p99")
    latency.set_data("p50", x, noisy(125, 5))
    latency.set_data("p95", x, noisy(260, 15))
    latency.set_data("p99", x, noisy(400, 35))
    latency.set_limit("p95", 800, "limit for p95")
    rate = TimeChart("Requests a second and people", unit=" / s")
    rate.add_series("people", "people", "sub", right=True, fill=True)
    rate.add_series("rate", "requests / s", "throughput")
    people = np.interp(x, (0, 120, 360, 374), (0, 80, 80, 88))
    rate.set_data("people", x, people)
    rate.set_data("rate", x, people * 1.4 * RANDOM.normal(1, 0.04, 375))
    rate.set_moment("up", 120, "2:00 load changed", "neutral")
    latency.link(rate)
    row = QHBoxLayout()
    row.setSpacing(16)
    for chart in (latency, rate):
        card = Card()
        card.layout().setContentsMargins(20, 14, 20, 12)
        card.body.addWidget(chart)
        row.addWidget(card, 1)
    QTimer.singleShot(300, lambda: latency.hovered.emit(200.0))
    return row


def _steps_and_errors() -> QHBoxLayout:
    steps = Card("Steps")
    table = DataTable(name="Steps", selectable=False)
    rows = []
    for title, *numbers, errors in (
        ("Home", "761", "96 ms", "188 ms", "291 ms", "0"),
        ("Log in", "758", "121 ms", "240 ms", "402 ms", "0"),
        ("Search", "2,262", "142 ms", "318 ms", "488 ms", "0"),
        ("Put in the basket", "748", "109 ms", "221 ms", "377 ms", "2"),
        ("Checkout", "741", "204 ms", "561 ms", "934 ms", "12"),
    ):
        bad = {0: errors, CellRole.STYLE: "strong", CellRole.TONE: "bad"} if errors == "12" else sub(errors)
        spark = {CellRole.SPARK: np.cumsum(RANDOM.normal(0, 1, 50)), CellRole.SPARK_TONE: "p50"}
        rows.append((name(title), sub(numbers[0]), *numbers[1:], bad, spark))
    table.setModel(RowsModel(("Step", "Times", "p50", "p95", "p99", "Errors", "p95, last 5 min"), tuple(rows)))
    wide = (Column(), *(Column(84, right=True) for _ in range(4)), Column(72, right=True), Column(120))
    table.set_columns(wide)
    steps.body.addWidget(table)
    errors_card = Card("Errors")
    errors_card.add_to_title(Label("click one to see the answer", "second", "sub"))
    errors = RowList()
    for count, title, where, when in (
        ("12", "503 Service unavailable", "Checkout  ·  POST /api/v2/orders", "now"),
        ("2", "No answer within 30 s", "Put in the basket  ·  POST /api/v2/basket", "1:20 ago"),
    ):
        number = Label(count, "card", "bad")
        number.setFixedWidth(28)
        row = ListRow(title, where, leading=number, clickable=True, height=54)
        row.add_trailing(Label(when, "second", "sub"))
        row.add_trailing(IconView("chevron-right"))
        errors.add(row)
    errors_card.body.addWidget(errors)
    errors_card.body.addStretch(1)
    row_layout = QHBoxLayout()
    row_layout.setSpacing(16)
    row_layout.addWidget(steps, 68)
    row_layout.addWidget(errors_card, 32)
    return row_layout


def review() -> Page:
    page = Page()
    header = PageHeader("Review the recording", ("Fern Market checkout", "4 min 58 s", "5 steps", "43 requests"))
    header.add_action(Button("Record again", "quiet"))
    header.add_action(Button("Check it once", "primary", icon="play"))
    page.body.addWidget(header)
    progress = Card()
    progress.layout().setContentsMargins(20, 12, 20, 12)
    words = QVBoxLayout()
    words.addWidget(Label("Playing it back to see which values change", "name"))
    words.addWidget(Label("Request 41 of 43  ·  Checkout", "second", "sub"))
    line = beside(IconView("wand", "accent", 20), spacing=16)
    line.addLayout(words)
    line.addWidget(ProgressBar(0.95), 1)
    line.addWidget(Label("95 %", "name", tabular=True))
    line.addWidget(Button("Skip", "quiet"))
    progress.body.addLayout(line)
    page.body.addWidget(progress)
    columns = QHBoxLayout()
    columns.setSpacing(24)
    left = QVBoxLayout()
    left.setSpacing(16)
    values = Card("We found 6 changing values")
    values.add_to_title(Label("3 confirmed so far by playing it back", tone="sub"))
    found = RowList()
    for sentence, second, text, kind, on in (
        (
            "The site hands out a <b>session</b> at <b>Log in</b>. 16 later requests send it back.",
            "Cookie FERNSID",
            "Confirmed",
            "ok",
            True,
        ),
        (
            "<b>Log in</b> contains a hidden <b>form token</b>, sent with the form.",
            "Field csrf_token, new on every visit",
            "Confirmed",
            "ok",
            True,
        ),
        (
            "<b>Checkout</b> answers with an <b>order number</b>, shown on the last page.",
            "Field order.ref",
            "Checking…",
            "accent",
            True,
        ),
        (
            "<b>api_version</b> looked like it changes, but was the same both times.",
            "Left as recorded: 2024-11",
            "Constant",
            "neutral",
            False,
        ),
        (
            "<b>Checkout</b> sends <b>device_id</b>. No earlier answer contains it.",
            "Probably made up by the page itself",
            "Unresolved",
            "warn",
            True,
        ),
    ):
        row = ListRow(sentence, second, leading=Switch(name=sentence, on=on), style="text", height=62)
        if kind == "warn":
            row.add_trailing(Button("Choose…", "tinted", height=28))
        row.add_trailing(Badge(text, kind))  # type: ignore[arg-type]
        found.add(row)
    values.body.addWidget(found)
    left.addWidget(values)
    typed = Card("You typed")
    typed.add_to_title(Button("Open users.csv", "link"))
    inputs = RowList()
    for icon_name, title, value, on in (
        ("user", "User name", "mia.keller", True),
        ("key", "Password", "••••••••", True),
        ("search", "Search word", "trail shoes", False),
    ):
        row = ListRow(title, leading=IconView(icon_name))
        row.add_trailing(Label(value, tone="sub"))
        row.add_trailing(Label("Use different ones per user", tone="text" if on else "sub"))
        row.add_trailing(Switch(name=title, on=on))
        inputs.add(row)
    typed.body.addWidget(inputs)
    typed.body.addStretch(1)
    typed.body.addWidget(
        Banner(
            "warn",
            "users.csv has 1 row. For a test with many people, add the accounts they may use.",
            action="Add rows",
            small=True,
        )
    )
    left.addWidget(typed, 1)
    columns.addLayout(left, 1)
    side = QVBoxLayout()
    side.setSpacing(16)
    hosts = Card("Hosts")
    host_rows = RowList()
    for host, second, on in (
        ("staging.fern.example", "28 requests", True),
        ("api.fern.example", "12 requests", True),
        ("analytics.example.net", "16 dropped, tracking", False),
    ):
        row = ListRow(host, second, style="name" if on else "text", tone="text" if on else "sub")
        row.add_trailing(Switch(name=host, on=on))
        host_rows.add(row)
    hosts.body.addWidget(host_rows)
    hosts.body.addStretch(1)
    hosts.body.addWidget(FooterLine("Dropped hosts are never put under load.", "shield", "ok"))
    side.addWidget(hosts, 1)
    allowed = Card("Allowed hosts")
    allowed.add_to_title(Button("Add", "link", icon="plus"))
    for host in ("staging.fern.example", "api.fern.example"):
        allowed.body.addWidget(Chip(host, "ok", icon="lock", removable=True))
    side.addWidget(allowed)
    columns.addLayout(side)
    page.body.addLayout(columns, 1)
    return page


def _tree() -> TreeView:
    model = QStandardItemModel()

    def item(parent: Any, text: str, **roles: Any) -> QStandardItem:
        made = QStandardItem(text)
        for key, value in roles.items():
            made.setData(value, int(CellRole[key.upper()]))
        parent.appendRow(made)
        return made

    root = model.invisibleRootItem()
    home = item(root, "Home", style="strong", trailing="25")
    item(home, "/", method="GET")
    login = item(root, "Log in", style="strong", trailing="3")
    item(login, "/login", method="GET")
    item(login, "/login", method="POST")
    item(login, "/account", method="GET")
    item(login, "Think time", icon="clock", tone="sub", trailing="4 – 9 s")
    search = item(root, "Search", style="strong", trailing="4")
    loop = item(search, "Repeat 3 times", style="name", icon="repeat", icon_tone="accent")
    item(loop, "/search?q=⟨word⟩&with=a-very-long-address-that-is-cut-in-the-middle&page=2", method="GET")
    item(loop, "/api/v2/suggest", method="GET", off=True, trailing="off")
    files = item(loop, "Page files", tone="sub", trailing="2")
    item(files, "/logo.svg", method="GET")
    item(loop, "Think time", icon="clock", tone="sub", trailing="2 – 5 s")
    item(root, "Log out", style="strong", off=True, trailing="off")
    tree = TreeView(name="Steps")
    tree.setModel(model)
    tree.set_columns((Column(),))
    tree.expandAll()
    tree.collapse(home.index())
    tree.collapse(files.index())
    tree.setCurrentIndex(login.child(1).index())
    tree.setProperty("keep", model)
    model.setParent(tree)
    return tree


def scenario() -> Page:
    page = Page()
    header = PageHeader("Fern Market checkout", ("5 steps", "43 requests", "saved a moment ago"))
    header.add_action(IconButton("undo", "Undo"))
    redo = IconButton("redo", "Redo")
    redo.setEnabled(False)
    header.add_action(redo)
    header.add_action(Button("Add", icon="plus", trailing="chevron-down"))
    header.add_action(Button("Data", icon="file"))
    header.add_action(Button("Check it once", "primary", icon="play"))
    page.body.addWidget(header)
    row = QHBoxLayout()
    row.setSpacing(16)
    steps = Card(padding=12)
    steps.setFixedWidth(352)
    steps.body.addWidget(TextField(name="Find", placeholder="Find a step, address or value", icon="search"))
    steps.body.addWidget(_tree(), 1)
    steps.body.addWidget(FooterLine("One pass takes about 1 min 40 s"))
    row.addWidget(steps)
    detail = Card(padding=24)
    detail.body.setSpacing(12)
    detail.body.addLayout(
        beside(
            Label("POST", "method", "ok"),
            Label("Send the login form", "card"),
            1,
            Switch("On", on=True),
            IconButton("more", "More"),
        )
    )
    tabs = Tabs(
        (("address", "Address"), ("headers", "Headers"), ("body", "Body"), ("checks", "Checks"), ("timing", "Timing"))
    )
    tabs.set_count("headers", 9)
    tabs.set_count("checks", 2)
    tabs.set_current("body")
    detail.body.addWidget(tabs)
    detail.body.addLayout(
        beside(
            SegmentedSwitch((("form", "Form"), ("json", "JSON"), ("text", "Text"), ("file", "File"))),
            1,
            Button("Reset to recorded", "quiet", height=32),
        )
    )
    detail.body.addWidget(FormRow("remember", TextField("yes", name="remember")))
    detail.body.addWidget(FormRow("users", NumberField(50, name="Users", unit=" people")))
    detail.body.addWidget(FormRow("lasts", DurationField(5400, name="Lasts"), hint="Written like 30s, 5m or 1h30m."))
    detail.body.addWidget(FormRow("browser", Select((("a", "Chromium"), ("b", "Firefox")), name="Browser")))
    detail.body.addWidget(Button("Add field", "link", icon="plus"))
    detail.body.addWidget(Rule())
    detail.body.addWidget(Label("Where the values come from", "strong"))
    detail.body.addLayout(
        beside(
            Chip("⟨user.name⟩", height=24),
            Label("users.csv, 200 rows", tone="sub"),
            1,
            Label("mia.keller", "mono", "sub"),
        )
    )
    detail.body.addStretch(1)
    detail.body.addWidget(FooterLine("Checks: the answer is 200 and contains “Welcome back”", "check", "ok"))
    row.addWidget(detail, 1)
    answer = Card("Recorded answer")
    answer.setFixedWidth(424)
    answer.add_to_title(Badge("200", "ok", icon=""))
    answer.add_to_title(Label("97 ms  ·  0.6 KB", tone="sub", tabular=True))
    code = CodeView(name="Recorded answer")
    code.set_text(BODY, "json")
    code.set_marks((CodeMark(line=2, start=14, end=27, kind="warn"), CodeMark(line=1, start=8, end=12, kind="ok")))
    answer.body.addWidget(Tabs((("body", "Body"), ("headers", "Headers"), ("cookies", "Cookies"))))
    answer.body.addWidget(code, 1)
    answer.body.addWidget(FooterLine("Point at a value to use it or check it", "eye"))
    row.addWidget(answer)
    page.body.addLayout(row, 1)

    def open_popover() -> None:
        popover = Popover(
            (
                PopoverChoice(
                    key="use",
                    text="Use this value later",
                    consequence="Name it, then pick it in any field",
                    icon="link",
                ),
                PopoverChoice(
                    key="check",
                    text="Check that it is there",
                    consequence="The step fails when it is missing",
                    icon="check",
                ),
                PopoverChoice(
                    key="ignore", text="Ignore changes here", consequence="Grey it out when comparing", icon="cross"
                ),
            ),
            name="What to do with the value",
            window=page.window(),
        )
        popover.open_under(QRect(QPoint(1100, 560), QPoint(1160, 580)))

    QTimer.singleShot(100, open_popover)
    return page


def load() -> Page:
    page = Page()
    header = PageHeader("Load", ("Fern Market checkout and 1 more", "staging"))
    header.add_action(Button("Save as a preset", "quiet"))
    header.add_action(Button("Start the run", "primary", icon="play"))
    page.body.addWidget(header)
    columns = QHBoxLayout()
    columns.setSpacing(24)
    left = QVBoxLayout()
    left.setSpacing(16)
    drawn = Card()
    drawn.body.addLayout(
        beside(
            SegmentedSwitch((("people", "People at once"), ("visitors", "Visitors per minute"))),
            1,
            Label("Start from", tone="sub"),
            SegmentedSwitch((("ramp", "Ramp"), ("steps", "Steps"), ("peak", "Peak"))),
            Button("Add a point", icon="plus", height=32),
        )
    )
    profile = ProfileChart(((0, 0), (120, 80), (360, 80), (480, 220), (720, 220), (840, 0)), name="Load profile")
    profile.choose(3)
    drawn.body.addWidget(profile, 1)
    left.addWidget(drawn, 1)
    sentence = Label(
        "About <b>308 requests a second</b> at the peak, <b>151,000</b> in all, in <b>14 minutes</b>.", "lead"
    )
    left.addLayout(beside(IconView("wand", "accent", 20), sentence, 1))
    stages = Card(padding=8)
    table = DataTable(name="Stages")
    table.setModel(
        RowsModel(
            ("Stage", "People", "Lasts", "From – to", "Requests / s"),
            tuple(
                (name(stage), people, lasts, sub(span), sub(rate))
                for stage, people, lasts, span, rate in (
                    ("1  Warm up", "0 → 80 people", "2 min", "0:00 – 2:00", "0 – 112"),
                    ("2  Hold", "80 people", "4 min", "2:00 – 6:00", "112"),
                    ("3  Climb", "80 → 220 people", "2 min", "6:00 – 8:00", "112 – 308"),
                    ("4  Peak", "220 people", "4 min", "8:00 – 12:00", "308"),
                    ("5  Let go", "220 → 0 people", "2 min", "12:00 – 14:00", "308 – 0"),
                )
            ),
        )
    )
    table.set_columns(
        (Column(), Column(164), Column(100, right=True), Column(136, right=True), Column(124, right=True))
    )
    table.fit_height()
    table.choose_row(2)
    stages.body.addWidget(table)
    left.addWidget(stages)
    columns.addLayout(left, 1)
    side = QVBoxLayout()
    side.setSpacing(16)
    who = Card("Who does what")
    who.add_to_title(Button("Add", "link", icon="plus"))
    for title, share in (("Fern Market checkout", 0.7), ("Search and filter", 0.3)):
        who.body.addLayout(beside(Label(title), 1, Label(f"{share:.0%}", "strong", tabular=True)))
        who.body.addWidget(ProgressBar(share))
    side.addWidget(who)
    limits = Card("Limits")
    limit_rows = RowList()
    for title, value, on in (
        ("95 of 100 answers within", "800 ms", True),
        ("Errors below", "1 %", True),
        ("Stop by itself at errors of", "10 %", False),
    ):
        row = ListRow(title, style="text", tone="text" if on else "sub", height=37)
        row.add_trailing(Label(value, "strong", "text" if on else "sub", tabular=True))
        row.add_trailing(Switch(name=title, on=on))
        limit_rows.add(row)
    limits.body.addWidget(limit_rows)
    side.addWidget(limits)
    computer = Card("This computer")
    computer.body.addLayout(beside(IconView("cpu"), Label("4 workers on 8 cores"), 1, Badge("Enough", "ok")))
    computer.body.addWidget(Label("Can drive about 900 people of this kind.", "second", "sub"))
    computer.body.addWidget(ProgressBar(0.24, token="ok"))
    computer.body.addStretch(1)
    side.addWidget(computer, 1)
    columns.addLayout(side)
    page.body.addLayout(columns, 1)
    return page


def states() -> Page:
    page = Page()
    page.body.addWidget(PageHeader("States", ("every kind", "every state")))
    page.body.addWidget(
        Banner(
            "bad",
            "The site did not find the basket.",
            "The request sent the basket number from the recording. This time the site gave out a new one.",
            "Use the new basket number",
            action_icon="wand",
        )
    )
    for kind in ("ok", "warn", "info"):
        page.body.addWidget(Banner(kind, "One short sentence about what happened.", action="Do it", small=True))  # type: ignore[arg-type]
    kinds = ("primary", "secondary", "tinted", "quiet", "link", "danger")
    for enabled in (True, False):
        buttons = [Button(kind.title(), kind, icon="play") for kind in kinds]  # type: ignore[arg-type]
        for button in buttons:
            button.setEnabled(enabled)
        page.body.addLayout(beside(*buttons, 1))
    page.body.addLayout(beside(*(Button(kind.title(), kind, height=28) for kind in kinds), 1))  # type: ignore[arg-type]
    off = Switch("Disabled", on=True)
    off.setEnabled(False)
    wrong = TextField("staging fern", name="Wrong")
    wrong.set_wrong(True)
    gone = TextField("cannot be changed", name="Off")
    gone.setEnabled(False)
    page.body.addLayout(
        beside(
            Switch("Off"), Switch("On", on=True), off, wrong, gone, TextField(name="Empty", placeholder="Placeholder")
        )
    )
    page.body.addLayout(beside(*(Badge(kind.title(), kind) for kind in ("ok", "warn", "bad", "neutral", "accent")), 1))  # type: ignore[arg-type]
    cards = QHBoxLayout()
    broken = StatCard("95 of 100 answers within", token="p95")
    broken.set_value("1,140 ms", "limit 800 ms")
    broken.set_series(noisy(5, 1, 60))
    broken.set_broken(True)
    cards.addWidget(broken)
    empty = StatCard("Errors")
    cards.addWidget(empty)
    page.body.addLayout(cards)
    strip = HealthStrip()
    strip.set_verdict("warn", "This computer is the bottleneck, do not trust the slow answers.", "Use fewer people")
    strip.add_meter("cpu", "Processor", "cpu")
    strip.set_meter("cpu", 0.97, "97 %", "warn")
    page.body.addWidget(strip)
    card = Card("Nothing yet")
    card.body.addWidget(EmptyState("No run so far. Start one and its results stand here.", "Go to Load"))
    page.body.addWidget(card, 1)
    return page


PAGES: dict[str, Callable[[], Page]] = {
    "start": start,
    "review": review,
    "scenario": scenario,
    "load": load,
    "run": run,
    "states": states,
}


def window_of(page: Page, key: str) -> QWidget:
    window = QWidget()
    rail = Rail()
    for item, text, icon_name in (
        ("record", "Record", "record"),
        ("scenario", "Scenario", "scenario"),
        ("load", "Load", "load"),
        ("run", "Run", "run"),
        ("results", "Results", "results"),
    ):
        rail.add_item(item, text, icon_name)
    rail.add_button("help", "Help", "help")
    rail.add_button("settings", "Settings", "settings")
    rail.set_enabled("results", False)
    rail.set_current({"start": "record", "review": "record", "states": "results"}.get(key, key))
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addWidget(page, 1)
    window.resize(1440, 900)
    dress(window)
    return window


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--page", choices=tuple(PAGES))
    parser.add_argument("--theme", choices=("light", "dark"))
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    apply_theme(app, asked.theme or "light")
    install_focus_ring(app)
    keys = (asked.page,) if asked.page else tuple(PAGES)
    if asked.pictures is None:
        stack = QStackedWidget()
        for key in keys:
            stack.addWidget(window_of(PAGES[key](), key))
        stack.resize(1440, 900)
        stack.show()
        return app.exec()
    asked.pictures.mkdir(parents=True, exist_ok=True)
    for key in keys:
        window = window_of(PAGES[key](), key)
        window.show()
        window.activateWindow()
        for shade in (asked.theme,) if asked.theme else ("light", "dark"):
            apply_theme(app, shade)
            QTest.qWait(500)
            window.grab().save(str(asked.pictures / f"{key}-{shade}.png"))
        window.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
