"""How others reach the recorder, and how the recorder reaches the site: networks as companies have them."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from loadstudio.recorder.network import network_addresses
from loadstudio.recording.har_read import read_har
from loadstudio.wire.common import Failed
from loadstudio.wire.recorder_messages import (
    CaptureFinished,
    CaptureStarted,
    ClientCertificate,
    Connection,
    ListeningChanged,
    OpenToNetwork,
    StopCapture,
)
from tests.recorder.conftest import RunningRecorder
from tests.support.certificates import Company
from tests.support.connect_proxy import connect_proxy
from tests.support.small_site import small_site

pytestmark = pytest.mark.system

type Start = Callable[..., RunningRecorder]


@pytest.mark.parametrize("shown", [True, False])
def test_a_site_behind_a_proxy_that_wants_a_certificate(recorder: Start, tmp_path: Path, shown: bool) -> None:
    company = Company(tmp_path)
    person = ClientCertificate(host="shop.test", file=str(company.person("Ann", "open sesame")), password="open sesame")
    with (
        small_site(company.server("shop.test", wants_certificate=True)) as site,
        connect_proxy(("127.0.0.1", site.server_address[1]), "ann", "s3cret") as proxy,
    ):
        running = recorder(
            connection=Connection(
                upstream=f"http://ann:s3cret@127.0.0.1:{proxy.port}",
                ca_file=str(company.ca_file),
                client_certificates=(person,) if shown else (),
            )
        )
        with running.client() as client:
            answer = client.get("https://shop.test/latin")
        running.child.send(StopCapture())
        running.wait_for(CaptureFinished)
    assert answer.status_code == (200 if shown else 502)
    assert (set(proxy.asked), proxy.refused) == ({"shop.test:443"}, 0)
    (entry,) = read_har(running.output).entries
    assert bool(entry.response) is shown
    if not shown:
        assert "shop.test" in entry.error
    assert "s3cret" not in running.output.read_text()


def test_a_certificate_that_cannot_be_opened_is_told(recorder: Start, tmp_path: Path) -> None:
    file = Company(tmp_path).person("Ann", "open sesame")
    wrong = ClientCertificate(host="shop.test", file=str(file), password="guess")
    running = recorder(connection=Connection(client_certificates=(wrong,)))
    message = running.wait_for(Failed).message
    assert "Ann.p12: is no .p12 or .pfx file, or the password is wrong" in message
    assert "guess" not in message


def test_the_recorder_hands_out_its_ca_file_with_instructions(recorder: Start) -> None:
    running = recorder()
    ready = running.wait_for(CaptureStarted)
    assert ready.tested == ("HTTP", "HTTPS", "WebSocket", "localhost")
    with running.client() as client, requests.Session() as unaware:
        unaware.trust_env = False
        host, _, port = ready.proxy.partition(":")
        for page in (client.get("http://loadstudio.recorder/"), unaware.get(f"http://{ready.proxy}/")):
            assert page.status_code == 200
            assert f"server <code>{host}</code>" in page.text
            assert f"<code>{port}</code>" in page.text
        pem = Path(ready.ca_file).read_bytes()
        assert client.get("https://loadstudio.recorder/loadstudio-ca.pem").content == pem
        assert unaware.get(f"http://{ready.proxy}/loadstudio-ca.crt").content == pem
        assert unaware.get(f"http://{ready.proxy}/loadstudio-ca.cer").headers["Content-Type"] == (
            "application/x-x509-ca-cert"
        )
        assert unaware.get(f"http://{ready.proxy}/private-key").status_code == 404
        with small_site() as site:
            client.get(site.url + "/latin")
    running.child.send(StopCapture())
    assert running.wait_for(CaptureFinished).entries == 1  # none of this is in the recording


@pytest.mark.skipif(not network_addresses(), reason="this computer is in no network")
def test_other_devices_connect_only_when_they_are_let_in(recorder: Start) -> None:
    running = recorder()
    port = int(running.wait_for(CaptureStarted).proxy.rpartition(":")[2])
    outer = (network_addresses()[0], port)

    def reached() -> bool:
        try:
            socket.create_connection(outer, timeout=5).close()
        except ConnectionError:
            return False
        return True

    assert not reached()
    running.child.send(OpenToNetwork(open=True))
    assert f"{outer[0]}:{port}" in running.wait_for(ListeningChanged).addresses
    assert reached()
    with requests.Session() as phone, small_site() as site:
        phone.trust_env = False
        assert f"server <code>{outer[0]}</code>" in phone.get(f"http://{outer[0]}:{port}/").text
        phone.proxies = {"http": f"http://{outer[0]}:{port}"}
        assert phone.get(site.url + "/latin").ok
        running.wait_for_answers(site.url + "/latin")
    running.child.send(OpenToNetwork(open=False))
    assert running.wait_for(ListeningChanged).addresses == ()
    assert not reached()
    with running.client() as client, small_site() as site:
        assert client.get(site.url + "/latin").ok  # this computer goes on recording
