"""The connection: what the person sets is kept for them alone, and used when they record."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loadstudio.base import paths
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.record.connection_dialog import ConnectionDialog
from loadstudio.gui.record.connection_file import (
    ProxyAddress,
    load_connection,
    parts_of,
    save_connection,
    upstream_of,
)
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.wire.recorder_messages import ClientCertificate, Connection, StartCapture
from tests.support.window import FakeChildren

_LEFT = Qt.MouseButton.LeftButton
_WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=255), min_size=1, max_size=12)


@given(_WORDS, _WORDS)
def test_names_and_passwords_of_any_kind_come_back(user: str, password: str) -> None:
    proxy = ProxyAddress(address="http://proxy.example:3128", user=user, password=password)
    assert parts_of(upstream_of(proxy)) == proxy


@pytest.mark.parametrize("address", ["", "ftp://x", "a b", "http://x:99999"])
def test_what_is_no_proxy_is_told(address: str) -> None:
    with pytest.raises(ValueError, match="address of the proxy"):
        upstream_of(ProxyAddress(address=address))


def test_it_is_kept_for_its_owner_alone() -> None:
    assert load_connection() == Connection()
    connection = Connection(upstream="system", client_certificates=(ClientCertificate(host="a", file="b"),))
    save_connection(connection)
    assert load_connection() == connection
    file = paths.data_dir() / "connection.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("damaged")
    assert load_connection() == Connection()
    save_connection(Connection())
    assert not file.exists()


def test_a_proxy_is_set_by_clicks_and_used(
    window: MainWindow, qtbot: QtBot, children: FakeChildren, tmp_path: Path
) -> None:
    record = window.current_screen
    assert isinstance(record, RecordScreen)
    qtbot.mouseClick(record.start.connection, _LEFT)
    dialog = window.findChild(ConnectionDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.kind.button("manual"), _LEFT)
    qtbot.mouseClick(dialog.keep, _LEFT)
    assert dialog.complaint.isVisible()
    qtbot.keyClicks(dialog.address, "proxy.example:3128")
    qtbot.keyClicks(dialog.user, "ann")
    qtbot.keyClicks(dialog.password, "p@ss")
    certificate = tmp_path / "ann.p12"
    qtbot.keyClicks(dialog.host, "shop.example")
    qtbot.keyClicks(dialog.file, str(certificate))
    qtbot.mouseClick(dialog.keep, _LEFT)  # there is no such file
    assert dialog.isVisible()
    certificate.touch()
    qtbot.mouseClick(dialog.add, _LEFT)
    assert len(dialog.rows.rows) == 1
    qtbot.mouseClick(dialog.keep, _LEFT)
    wanted = Connection(
        upstream="http://ann:p%40ss@proxy.example:3128",
        client_certificates=(ClientCertificate(host="shop.example", file=str(certificate)),),
    )
    assert load_connection() == wanted
    assert record.start.connection.text() == "Connection: set…"
    qtbot.keyClicks(record.start.address, "shop.example")
    qtbot.keyClick(record.start.address, Qt.Key.Key_Return)
    start = children.last.heard[0]
    assert isinstance(start, StartCapture)
    assert start.connection == wanted
