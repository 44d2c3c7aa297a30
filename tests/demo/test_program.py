"""How the shop starts and ends."""

from __future__ import annotations

import json
import signal
import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import requests

from loadstudio.demo.__main__ import main
from tests.support.demo_program import END_TIMEOUT_S, first_line, running_shop

UPGRADE = (
    b"GET /live/stock HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_at_once_though_somebody_is_still_there(number: signal.Signals, code: int) -> None:
    with running_shop("--port", "0") as process:
        line = first_line(process)
        url = json.loads(line)["url"]
        assert line.decode() == f'{{"url": "{url}"}}\n'
        address = urlsplit(url)
        assert (address.scheme, address.hostname) == ("http", "127.0.0.1")
        there = (address.hostname, address.port or 0)
        with socket.create_connection(there, timeout=5) as slow, socket.create_connection(there, timeout=5) as live:
            slow.sendall(b"GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            live.sendall(UPGRADE)
            assert live.recv(64).startswith(b"HTTP/1.1 101")
            assert requests.get(f"{url}/facts", timeout=5).json()["pages"] == 0
            process.send_signal(number)
            stdout, stderr = process.communicate(timeout=END_TIMEOUT_S)
    assert (process.returncode, stdout, stderr) == (code, b"", b"")


def test_it_ends_when_its_parent_is_gone() -> None:
    with running_shop("--until-stdin-closes") as process:
        first_line(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(END_TIMEOUT_S) == 0


def test_https_with_a_certificate_of_its_own(tmp_path: Path) -> None:
    with running_shop("--https") as process:
        url = json.loads(first_line(process))["url"]
        address = urlsplit(url)
        assert address.scheme == "https"
        certificate = tmp_path / "shop.pem"
        certificate.write_text(ssl.get_server_certificate(("127.0.0.1", address.port or 0)), encoding="ascii")
        answer = requests.get(url, verify=str(certificate), timeout=5)
        assert answer.status_code == 200
        assert "Secure" in answer.headers["Set-Cookie"]


def test_a_taken_port_is_said_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running_shop("--port", str(port)) as process:
            stdout, stderr = process.communicate(timeout=END_TIMEOUT_S)
    assert (process.returncode, stdout) == (5, b"")
    assert stderr.decode().startswith(f"loadstudio demo: The demo shop cannot listen on port {port}: ")
    assert stderr.count(b"\n") == 1


@pytest.mark.parametrize("port", ["-1", "65536", "many"])
def test_a_port_that_is_none_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["--port", port])
    assert ending.value.code == 2
    assert "argument --port" in capsys.readouterr().err


def test_it_binds_the_loopback_address_only() -> None:
    with running_shop() as process:
        first_line(process)
        connections = psutil.Process(process.pid).net_connections(kind="inet")
        assert [connection.laddr.ip for connection in connections if connection.status == "LISTEN"] == ["127.0.0.1"]
