"""The body of the recorded answer: one of its views, with the switch between them where there are several."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from loadstudio.authoring.places.html_tree import HtmlTree
from loadstudio.gui.scenario.answer.html_model import HtmlModel
from loadstudio.gui.scenario.answer.shown_body import ShownBody, View
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.gui.widgets.tree_view import TreeView

_OPEN_DEPTH = 2


class AnswerBody(QWidget):
    """`text` and `tree` are the views whose values can be pointed at; `pointed(values, rectangle in the tree)` when
    that was done in the tree: all values of an element.
    """

    pointed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = SegmentedSwitch(
            (
                ("picture", self.tr("Picture")),
                ("text", self.tr("Text")),
                ("tree", self.tr("Tree")),
                ("bytes", self.tr("Bytes")),
            ),
            name=self.tr("How the body is shown"),
        )
        self.views.chosen.connect(self._show)
        self.text = CodeView(name=self.tr("Body of the recorded answer"))
        self.html = HtmlModel(self)
        self.tree = TreeView(name=self.tr("Elements of the page"), even=True)
        self.tree.setModel(self.html)
        self.tree.set_columns((Column(),))
        self.tree.clicked.connect(self._point)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.tree)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self._point(self.tree.currentIndex()))
        space.setWhatsThis(self.tr("Use or check a value of the chosen element"))
        self.picture = _Picture(self.tr("Picture that was answered"))
        self.bytes = CodeView(name=self.tr("Bytes of the body"), numbered=False)
        self.note = Label("", "text", "sub", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget()
        for page in (self.text, self.tree, self.picture, self.bytes, self.note):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._pages, 1)
        self._tree: HtmlTree | None = None
        """What the tree is to show when it is seen: of a large page that takes its time."""
        self.views.hide()

    def say(self, words: str) -> None:
        """Show a sentence instead of a body."""
        self.note.setText(words)
        self.views.hide()
        self._pages.setCurrentWidget(self.note)

    def show_body(self, body: ShownBody) -> None:
        """Show a body in the way that was chosen before, where it can be shown so."""
        for key in ("picture", "text", "tree", "bytes"):
            self.views.button(key).setVisible(key in body.views)
        self.views.setVisible(len(body.views) > 1)
        if body.text is not None:
            self.text.show_prepared(body.text)
        if body.bytes is not None:
            self.bytes.show_prepared(body.bytes)
        self._tree = body.tree
        if body.picture is not None:
            self.picture.show_picture(body.picture)
        if self.views.current() not in body.views:
            self.views.set_current(body.views[0])
        self._show(self.current())

    def _point(self, index: QModelIndex) -> None:
        values = self.html.values_of(index)
        if values:
            self.pointed.emit(values, self.tree.visualRect(index))

    def current(self) -> View:
        """Return the view that is seen."""
        return self.views.current()  # type: ignore[return-value]  # its keys are the views

    def _show(self, view: View) -> None:
        if view == "tree" and self._tree is not None:
            self.html.show_tree(self._tree)
            self.tree.expandToDepth(_OPEN_DEPTH)
            self._tree = None
        pages: dict[View, QWidget] = {
            "text": self.text,
            "tree": self.tree,
            "picture": self.picture,
            "bytes": self.bytes,
        }
        self._pages.setCurrentWidget(pages[view])


class _Picture(QWidget):
    """A picture as large as there is room, never larger than it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._picture = QImage()
        self.setMinimumSize(120, 120)

    def show_picture(self, picture: QImage) -> None:
        self._picture = picture
        self.setAccessibleName(f"{self._name}, {picture.width()} × {picture.height()}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._picture.size().boundedTo(QSize(400, 400))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._picture.size()
        room = QSize(self.width() - 2, self.height() - 34)
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(1, 1, size.width(), size.height())
        paint_surface(painter, box.adjusted(-1, -1, 1, 1), 2, colour("soft"), colour("line"))
        painter.drawImage(box, self._picture)
        painter.setPen(colour("sub"))
        line = QRectF(1, size.height() + 8, self.width(), 20)
        painter.drawText(line, f"{self._picture.width()} × {self._picture.height()}")
