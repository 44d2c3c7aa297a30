"""Drives a Firefox by WebDriver BiDi, as far as the tests need it: what a person would click and read."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import websocket

_PATIENCE_S = 30.0


class Firefox:
    """The first tab of a Firefox whose BiDi address is known. Use it as a context manager."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, timeout=_PATIENCE_S, suppress_origin=True)
        self._number = 0
        self._ask("session.new", capabilities={})
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def __enter__(self) -> Firefox:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def click(self, selector: str) -> None:
        """Click what the selector finds, as soon as it is there."""
        self.wait_for(f"document.readyState == 'complete' && document.querySelector({selector!r}) !== null")
        self.evaluate(f"document.querySelector({selector!r}).click()")

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true on the page."""
        deadline_s = time.monotonic() + _PATIENCE_S
        while self.evaluate(condition) is not True:
            assert time.monotonic() < deadline_s, f"never true: {condition}"
            time.sleep(0.05)

    def evaluate(self, expression: str) -> Any:
        """Return what an expression is on the page, None where the page is just leaving."""
        target = {"context": self._tab}
        answer = self._send("script.evaluate", expression=expression, target=target, awaitPromise=False)
        return answer.get("result", {}).get("result", {}).get("value")

    def close(self) -> None:
        """Close the browser, as when a person closes its window."""
        self._send("browser.close")

    def _ask(self, method: str, **parameters: Any) -> Any:
        answer = self._send(method, **parameters)
        assert answer["type"] == "success", answer
        return answer["result"]

    def _send(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        self._socket.send(msgspec.json.encode({"id": self._number, "method": method, "params": parameters}).decode())
        while True:
            answer = msgspec.json.decode(self._socket.recv())
            if answer.get("id") == self._number:
                return answer
