"""What a Python step makes requests with: a `requests.Session` whose requests go over the user's own connections, with
the user's cookies, and are measured like all others.

So they never hold up other users, and proxy, certificates and time limits are the run's. Redirects are followed by
`requests`; each hop is a request of its own. What code says about `timeout`, `verify`, `cert`, `proxies` and `stream`
means nothing here.
"""

from __future__ import annotations

import datetime
import io
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import requests
from gevent import GreenletExit
from gevent.lock import Semaphore
from requests.adapters import BaseAdapter
from requests.auth import AuthBase
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers

from loadstudio.engine.http.failures import CUT_OFF, ExchangeFailed
from loadstudio.engine.http.response import Reply
from loadstudio.engine.user.sampling import Sampler, Tally
from loadstudio.engine.user.trace import Seen
from loadstudio.http_types import url as url_module
from loadstudio.http_types.body import BodyError
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.playback.answer import Answer
from loadstudio.playback.origins import authority, origin_from
from loadstudio.playback.render import Origin

if TYPE_CHECKING:
    from loadstudio.engine.user.steps import Visitor

_MOST_LABELS = 100


class NotAllowed(requests.RequestException):
    """The host may not get load in this run."""


class UserCookies(RequestsCookieJar):
    """The user's cookies as `session.cookies`: read and set by name. Sending and keeping them is the adapter's."""

    def __init__(self, adapter: UserAdapter) -> None:
        super().__init__()
        self._adapter = adapter

    def get(self, name: str, default: Any = None, domain: Any = None, path: Any = None) -> Any:  # noqa: ARG002 - as there
        """Return the value of a cookie."""
        value = self._adapter.visitor.jar.get(name)
        return default if value is None else value

    def __getitem__(self, name: str) -> str:
        value = self._adapter.visitor.jar.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._adapter.visitor.jar.get(name) is not None

    def set(self, name: str, value: Any, **kwargs: Any) -> Any:
        """Set a cookie: for `domain`, else for the host that was called last."""
        origin = self._adapter.last_origin
        domain = kwargs.get("domain") or (origin.host if origin else "")
        if not domain:
            raise ValueError("say for which domain: cookies.set(name, value, domain='shop.example')")
        line = f"{name}={value}; Path={kwargs.get('path') or '/'}".encode()
        self._adapter.visitor.keep_cookies(str(domain), "/", True, (line,), time.time())


class UserSession(requests.Session):
    """`label` names a request in the results (by default `GET /path`), `passing` are statuses of 400 and above that
    count as success.
    """

    def __init__(self, adapter: UserAdapter) -> None:
        super().__init__()
        self.trust_env = False
        self._adapter = adapter
        self.cookies = UserCookies(adapter)
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def is_for(self, step: str, part_id: str, name: str) -> None:
        """From now on it is used by the code of this part."""
        self._adapter.step, self._adapter.part_id, self._adapter.fallback = step, part_id, name

    def request(
        self, method: str, url: str | bytes, *args: Any, label: str = "", passing: Container[int] = (), **kwargs: Any
    ) -> requests.Response:
        """As in `requests`."""
        with self._adapter.named(label, passing):
            return super().request(method, url, *args, **kwargs)


class UserAdapter(BaseAdapter):
    """Sends for one user. `step` and `part_id` are those of the code that is run, `fallback` its name."""

    def __init__(self, visitor: Visitor, sampler: Sampler, allowed: AllowedHosts) -> None:
        super().__init__()
        self.visitor = visitor
        self.step = self.part_id = self.fallback = ""
        self.last_origin: Origin | None = None
        self._sampler = sampler
        self._allowed = allowed
        self._label = ""
        self._passing: Container[int] = ()
        self._labels: set[str] = set()
        self._turn = Semaphore()  # code may have started threads; a connection serves one at a time

    @contextmanager
    def named(self, label: str, passing: Container[int]) -> Iterator[None]:
        """While this lasts requests have this label and these passing statuses."""
        before = self._label, self._passing
        self._label, self._passing = label, passing
        try:
            yield
        finally:
            self._label, self._passing = before

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Send, measure and judge. Raises exceptions of `requests`."""
        with self._turn:
            return self._send(request)

    def close(self) -> None:
        """The connections are the user's."""

    def _send(self, request: requests.PreparedRequest) -> requests.Response:
        url = url_module.split(request.url or "")
        origin = origin_from(url)
        method = _method(request)
        label = self._label or f"{method} {url.path}"
        if label not in self._labels and len(self._labels) >= _MOST_LABELS:
            label = self.fallback
        self._labels.add(label)
        tally = self._sampler.tally(label, "request")
        now_s = time.time()
        if not self._allowed.allows(authority(origin)):
            reason = f"the host {origin.host} is not allowed for this run"
            tally.unsent += 1
            self._tell(tally, request, reason, Seen())
            raise NotAllowed(reason, request=request)
        self.last_origin = origin
        content = self._written(request, method, origin, url.path, now_s)
        self.visitor.client.adopt(origin)
        started_s = time.perf_counter()
        try:
            reply = self.visitor.client.exchange(origin, method, content, started_s, True)
        except ExchangeFailed as failure:
            self._not_answered(tally, request, failure.reason, Seen(origin, content, None, _since(started_s)))
            raise requests.ConnectionError(failure.reason, request=request) from failure
        except GreenletExit:
            seen = Seen(origin, content, None, _since(started_s))
            if self.visitor.counts_cut_off(seen.latency_s):
                self._not_answered(tally, request, CUT_OFF, seen)
            raise
        elapsed_s = _since(started_s)
        self.visitor.busy_s += elapsed_s
        tally.add(elapsed_s)
        tally.bytes_sent += len(content)
        tally.bytes_received += reply.received_bytes
        if reply.timing is not None:
            tally.time(reply.timing, elapsed_s)
        if reply.cookies:
            self.visitor.keep_cookies(origin.host, url.path, origin.scheme == "https", reply.cookies, now_s)
        answer = Answer(reply.status, reply.head, reply.body, path=url.path, jar=self.visitor.jar)
        passes = reply.status < 400 or reply.status in self._passing or _will_be_answered(request, reply.status)
        reason = "" if passes else f"status {reply.status}"
        self._tell(tally, request, reason, Seen(origin, content, answer, elapsed_s))
        response = _response(request, reply, answer, elapsed_s)
        response.connection = self  # type: ignore[assignment]  # by which log-ins of `requests` send again
        return response

    def _not_answered(self, tally: Tally, request: requests.PreparedRequest, reason: str, seen: Seen) -> None:
        self.visitor.busy_s += seen.latency_s
        tally.add_unanswered(seen.latency_s)
        tally.bytes_sent += len(seen.request)
        self._tell(tally, request, reason, seen)

    def _written(
        self, request: requests.PreparedRequest, method: str, origin: Origin, path: str, now_s: float
    ) -> bytes:
        body = _body_bytes(request.body)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _WRITTEN_HERE}
        lines = [
            f"{method} {request.path_url} HTTP/1.1",
            f"Host: {_text(request.headers.get('Host') or authority(origin))}",
        ]
        lines += [f"{name}: {_text(value)}" for name, value in headers.items()]
        if "chunked" in _text(request.headers.get("Transfer-Encoding", "")).lower():  # pieces of unknown length
            lines.append("Transfer-Encoding: chunked")
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
        elif body or method in ("POST", "PUT", "PATCH"):
            lines.append(f"Content-Length: {len(body)}")
        own = self.visitor.jar.header(origin.host, path, origin.scheme == "https", now_s)
        if cookie := _joined(own, _text(request.headers.get("Cookie", ""))):
            lines.append(f"Cookie: {cookie}")
        return "\r\n".join((*lines, "", "")).encode("latin-1", "replace") + body

    def _tell(self, tally: Tally, request: requests.PreparedRequest, reason: str, seen: Seen) -> None:
        self.visitor.tell(
            tally,
            reason,
            lambda: seen.exchange(
                request_id=self.part_id,
                step=self.step,
                label=tally.label,
                method=_method(request),
                url=request.url or "",
                failure=reason,
            ),
        )


def _method(request: requests.PreparedRequest) -> str:
    return (request.method or "GET").upper()


def _since(started_s: float) -> float:
    return time.perf_counter() - started_s


_WRITTEN_HERE = frozenset(("host", "connection", "content-length", "transfer-encoding", "cookie"))


def _will_be_answered(request: requests.PreparedRequest, status: int) -> bool:
    """Tell whether this is a challenge that a log-in of the code (`HTTPDigestAuth`) answers: no failure, as in a
    browser. What is refused with an answer in it is one.
    """
    if status != 401 or "Authorization" in request.headers:
        return False
    return any(isinstance(getattr(hook, "__self__", None), AuthBase) for hook in request.hooks["response"])


def _body_bytes(body: Any) -> bytes:
    """Return the body, whatever `requests` lets it be: text, bytes, a file, pieces."""
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    if hasattr(body, "read"):
        return _body_bytes(body.read())
    return b"".join(_body_bytes(piece) for piece in body)


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _joined(own: bytes, given: str) -> str:
    """Return the user's cookies with those that the code gave to this one request, which win."""
    if not given:
        return own.decode("latin-1")
    named = SimpleCookie(given)
    kept = [pair for pair in own.decode("latin-1").split("; ") if pair and pair.partition("=")[0] not in named]
    return "; ".join((*kept, given))


def _response(request: requests.PreparedRequest, reply: Reply, answer: Answer, elapsed_s: float) -> requests.Response:
    response = requests.Response()
    response.status_code = reply.status
    lines = reply.head.decode("latin-1").split("\r\n")
    response.reason = lines[0][13:]
    headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
    response.headers = headers
    response.encoding = get_encoding_from_headers(headers)
    response.url = request.url or ""
    response.request = request
    response.elapsed = datetime.timedelta(seconds=elapsed_s)
    try:
        response._content = answer.content
    except BodyError as error:
        raise requests.exceptions.ContentDecodingError(str(error), response=response) from error
    response._content_consumed = True
    response.raw = io.BytesIO(response._content)
    return response
