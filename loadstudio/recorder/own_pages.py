"""What the recorder itself answers: its self-test, and a page that hands out the CA file with what to do with it.

The page is at http://loadstudio.recorder/ for whoever goes through the proxy, and at the proxy's own address for
whoever does not yet. It is never recorded.
"""

from __future__ import annotations

import html
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from mitmproxy import http

from loadstudio.base.resources import resource_path

NAME = "loadstudio.recorder"
SELF_TEST_HOST = "self-test.loadstudio.invalid"
SELF_TEST_ANSWER = b"LoadStudio's recorder listens."
SELF_TEST_FIELD = "LoadStudio-Self-Test"
_MARK = "loadstudio_own"
_PEM, _DER = "application/x-pem-file", "application/x-x509-ca-cert"


def is_own(flow: http.HTTPFlow) -> bool:
    """Tell whether the recorder answers a request itself."""
    return bool(flow.metadata.get(_MARK))


class OwnPages:
    """mitmproxy addon. It must stand before the one that records."""

    def __init__(self, certificate: Path) -> None:
        self._certificate = certificate

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        """Know requests that are for the recorder."""
        request = flow.request
        named = request.host in (NAME, SELF_TEST_HOST) or SELF_TEST_FIELD in request.headers
        flow.metadata[_MARK] = named or (request.host, request.port) == _address_of(flow)

    def request(self, flow: http.HTTPFlow) -> None:
        """Answer them."""
        if not is_own(flow) or SELF_TEST_FIELD in flow.request.headers:
            return  # the self-test's questions to localhost go all the way
        if flow.request.host == SELF_TEST_HOST:
            flow.response = http.Response.make(200, SELF_TEST_ANSWER, {"Content-Type": "text/plain"})
        else:
            flow.response = self._page(flow)

    def _page(self, flow: http.HTTPFlow) -> http.Response:
        pem = self._certificate.read_bytes()
        match flow.request.path.partition("?")[0]:
            case "/":
                host, port = _address_of(flow)
                page = resource_path("recorder/connect.html").read_text("utf-8")
                page = page.replace("{{host}}", html.escape(host)).replace("{{port}}", str(port))
                return _file(page.encode(), "text/html; charset=utf-8", "")
            case "/loadstudio-ca.pem":
                return _file(pem, _PEM, "loadstudio-ca.pem")
            case "/loadstudio-ca.cer":
                return _file(x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER), _DER, "loadstudio-ca.cer")
            case "/loadstudio-ca.crt":  # iPhones want to see it, not to save it
                return _file(pem, _DER, "")
        return http.Response.make(404, b"There is no such page here.", {"Content-Type": "text/plain"})


def _address_of(flow: http.HTTPFlow) -> tuple[str, int]:
    """Return the address at which this client reached the proxy."""
    name = flow.client_conn.sockname
    return str(name[0]).removeprefix("::ffff:"), int(name[1])


def _file(data: bytes, kind: str, name: str) -> http.Response:
    headers = {"Content-Type": kind, "Cache-Control": "no-store"}
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return http.Response.make(200, data, headers)
