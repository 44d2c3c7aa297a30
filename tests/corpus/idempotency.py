"""Client-made identities: an idempotency key, ids for request and trace, a device, an id made by script and used again."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import Asked, Reply, Target, json, need, page

_APP = """<button id="pay">Pay</button><button id="look">Look</button><p id="says"></p><script>
const says = text => document.getElementById('says').textContent = text;
const hex = size => Array.from(crypto.getRandomValues(new Uint8Array(size)), byte => byte.toString(16).padStart(2, '0')).join('');
const nano = size => Array.from(crypto.getRandomValues(new Uint8Array(size)), byte => 'useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict'[byte & 63]).join('');
const payment = crypto.randomUUID(), visit = nano(21);
const call = (method, path, body, headers) => fetch(path, {method, body: body && JSON.stringify(body), headers: {'Content-Type': 'application/json',
  'X-Request-Id': hex(16), traceparent: '00-' + hex(16) + '-' + hex(8) + '-01', 'X-Visit': visit, ...headers}}).then(got => got.json());
document.getElementById('pay').onclick = async () => {
  await call('POST', '/payments', {id: payment, amount: 1200}, {'Idempotency-Key': crypto.randomUUID()});
  says('Paid');
};
document.getElementById('look').onclick = async () => {
  says((await call('POST', '/payments/' + payment + '/capture', {visit})).says);
};</script>"""
_TRACE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01")


class Idempotency(Target):
    """Payments: every key that was used once is rejected, and the payment must be known by its own id later."""

    needs: ClassVar[frozenset[str]] = frozenset({"id", "idempotency_key", "random_string", "traceparent", "visit"})

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()

    def walk(self, page: Page) -> None:
        """Pay and look."""
        use(page, "#pay", "Paid")
        use(page, "#look", "Captured")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("Pay", _APP)
        need(_TRACE.fullmatch(asked.headers.get("traceparent", "")), "traceparent")
        self._once(asked.headers["traceparent"][3:35], "trace")
        self._once(asked.headers.get("x-request-id", ""), "request id")
        if asked.path == "/payments":
            self._once(asked.headers.get("idempotency-key", ""), "idempotency key")
            self._once(asked.json["id"], "payment")
            self._once(asked.headers.get("x-visit", ""), "visit")
            session.update(payment=asked.json["id"], visit=asked.headers["x-visit"])
            return json({"id": session["payment"], "state": "open"}, 201)
        need(asked.path == f"/payments/{session.get('payment')}/capture", "payment", 404)
        need(asked.json == {"visit": session["visit"]}, "visit in the body")
        need(asked.headers.get("x-visit") == session["visit"], "visit in the header")
        self.finish(session)
        return json({"says": "Captured"})

    def _once(self, value: str, what: str) -> None:
        need(value and value not in self._seen, f"{what} used again", 409)
        self._seen.add(value)
