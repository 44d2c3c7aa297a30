"""The dialogs of the window, each opened on what fills it: to be looked at, and walked by tests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from loadstudio.authoring.mending.traces import Occurrence, Trace
from loadstudio.gui.dialogs.told_dialog import ToldDialog
from loadstudio.gui.record.connection_dialog import ConnectionDialog
from loadstudio.gui.record.value_dialog import ValueDialog
from loadstudio.scenario.edit import rename_step
from loadstudio.scenario.model import Variable
from loadstudio.wire.recorder_messages import ClientCertificate, Connection
from tests.support import run_pictures
from tests.support.run_pictures import STRANGE, Studio


def settings(studio: Studio) -> None:
    studio.window.rail.pressed.emit("settings")


def keys(studio: Studio) -> None:
    studio.window.rail.pressed.emit("help")


def versions(studio: Studio) -> None:
    run_pictures.load_typical(studio)
    document = studio.workspace.document
    assert document is not None
    for name in ("Home", "Start", "Front page"):  # what a person wrote may be cut
        document.edit(f"Rename step {name}", rename_step(document.scenario, "s0", name))
        document.save()
        studio.settle()
    studio.workspace.versions_wanted.emit()


def fault(studio: Studio) -> None:
    for _ in range(2):
        studio.window.show_fault(KeyError("a" * 200))


def told(studio: Studio) -> None:
    sentences = ("Requests without an answer stay out of the load: 3, for example https://shop.example/.", *STRANGE)
    ToldDialog(studio.window, title="Export", intro="What was not taken along.", sentences=sentences).open()


def connection(studio: Studio) -> None:
    certificate = ClientCertificate(host="*.a-rather-long-name.of-a-host.example", file="/home/mia/mia.p12")
    made = Connection(upstream="http://mia@proxy.example:3128", client_certificates=(certificate, certificate))
    ConnectionDialog(made, studio.window).open()


def value(studio: Studio) -> None:
    variable = Variable(name="csrf", label=STRANGE[0], origin="extracted", explanation=STRANGE[3])
    page = "<input value='4711'>" * 40
    place = Occurrence(request_id="r", request=STRANGE[3], step=STRANGE[1], text=page, spans=((14, 18),), place="body")
    ValueDialog(variable, Trace(origins=(place,), uses=(place, place)), STRANGE[3], studio.window).open()


DIALOGS: dict[str, Callable[[Studio], None]] = {
    "settings": settings,
    "keys": keys,
    "versions": versions,
    "fault": fault,
    "told": told,
    "connection": connection,
    "value": value,
}


def opened(studio: Studio, name: str) -> QDialog:
    """Open a dialog and return it when it is filled."""
    DIALOGS[name](studio)
    studio.settle()
    (dialog,) = (one for one in studio.window.findChildren(QDialog) if one.isVisible())
    QTest.qWait(100)
    return dialog
