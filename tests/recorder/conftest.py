"""A real recorder process, spoken to as the window and the commands do."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from loadstudio.base.clock import now_utc
from loadstudio.supervise.child import Child, ChildEnded
from loadstudio.wire.recorder_messages import CaptureStarted, EntryCaptured, RecorderEvent, StartCapture

PATIENCE_S = 90.0


class RunningRecorder:
    """A recorder that has been told to start; `heard` is all that it said so far."""

    def __init__(self, child: Child, start: StartCapture) -> None:
        self.child = child
        self.output = Path(start.output)
        self.heard: list[msgspec.Struct] = []
        child.send(start)

    def wait_for[M: msgspec.Struct](self, kind: type[M], which: Callable[[M], bool] = lambda _: True) -> M:
        """Return the next event of this kind, or fail with what came instead."""
        while True:
            event = self.child.take(PATIENCE_S)
            assert event is not None, f"no {kind.__name__} within {PATIENCE_S} s: {self.heard}"
            self.heard.append(event)
            if isinstance(event, kind) and which(event):
                return event
            assert not isinstance(event, ChildEnded), f"ended instead: {self.heard}"

    def wait_for_answers(self, *urls: str) -> None:
        """Wait until each of these is recorded."""
        for url in urls:
            finished = [event.url for event in self.heard if isinstance(event, EntryCaptured) and event.finished]
            if url not in finished:
                self.wait_for(EntryCaptured, lambda event, url=url: event.finished and event.url == url)

    def id_of(self, path: str) -> str:
        """Return the id of the exchange with this path, as soon as it has begun."""
        known = (event for event in self.heard if isinstance(event, EntryCaptured) and event.url.endswith(path))
        event = next(known, None) or self.wait_for(EntryCaptured, lambda event: event.url.endswith(path))
        return event.entry_id

    def client(self) -> requests.Session:
        """Return a client that goes through the recorder and trusts it."""
        ready = next((event for event in self.heard if isinstance(event, CaptureStarted)), None)
        ready = ready or self.wait_for(CaptureStarted)
        session = requests.Session()
        session.trust_env = False
        session.proxies = {"http": f"http://{ready.proxy}", "https": f"http://{ready.proxy}"}
        session.verify = ready.ca_file
        return session


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Callable[..., RunningRecorder]]:
    """Start recorders: `recorder(url=..., browser=...)`; without a browser unless told so."""
    children: list[Child] = []

    def start(**wishes: Any) -> RunningRecorder:
        child = Child("recorder", RecorderEvent)
        children.append(child)
        wishes = {"url": "", "browser": "none", "output": str(tmp_path / "f.har")} | wishes
        return RunningRecorder(child, StartCapture(**wishes))

    yield start
    for child in children:
        child.end(grace_s=5)


@pytest.fixture
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's context with a self-signed certificate for this computer."""
    folder = tmp_path_factory.mktemp("tls")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = now_utc()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
