"""A WebSocket through the recorder: its messages are kept, in both directions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import websocket

from loadstudio.recording.har_read import read_har
from loadstudio.supervise.demo_shop import DemoShop
from loadstudio.wire.recorder_messages import CaptureFinished, CaptureStarted, EntryCaptured, StopCapture
from tests.recorder.conftest import RunningRecorder

pytestmark = pytest.mark.system


@pytest.mark.parametrize("closed_first", [True, False])
def test_messages_of_a_websocket_are_kept(closed_first: bool, recorder: Callable[..., RunningRecorder]) -> None:
    with DemoShop() as shop:
        running = recorder()
        host, port = running.wait_for(CaptureStarted).proxy.split(":")
        address = shop.url.replace("http", "ws", 1) + "/live/stock"
        socket = websocket.create_connection(
            address, http_proxy_host=host, http_proxy_port=int(port), http_no_proxy=["none.invalid"], proxy_type="http"
        )
        socket.send('{"subscribe": "boston-fern"}')
        received = socket.recv()
        running.wait_for(EntryCaptured, lambda entry: entry.status == 101 and not entry.finished)
        if closed_first:
            socket.close()
            running.wait_for(EntryCaptured, lambda entry: entry.finished)
        running.child.send(StopCapture())
        running.wait_for(CaptureFinished)
        socket.close()
    (entry,) = read_har(running.output).entries
    assert (entry.request.url, entry.resource_type, entry.error) == (address, "websocket", "")
    assert entry.response
    assert entry.response.status == 101
    assert [(message.direction, message.opcode, message.data) for message in entry.websocket_messages][:2] == [
        ("send", 1, '{"subscribe": "boston-fern"}'),
        ("receive", 1, received),
    ]
