"""Proves that the proxy works before it is called ready: HTTP, HTTPS, a WebSocket and this computer's own servers.

It asks for addresses that the recorder answers itself, never for a site on the internet: a closed network must not
alarm.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import os
import re
import ssl
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

from loadstudio.base.errors import RecorderFailed
from loadstudio.recorder.own_pages import SELF_TEST_ANSWER, SELF_TEST_FIELD, SELF_TEST_HOST

_PATIENCE_S = 10.0
_GREETING = b"through the proxy"
_WEBSOCKET_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3


async def pass_self_test(port: int, certificate: Path) -> tuple[str, ...]:
    """Ask through the proxy in each way and return what went through. Raises RecorderFailed with a sentence."""
    async with _own_server() as own_port:
        tests: dict[str, Awaitable[None]] = {
            "HTTP": _ask_http(port),
            "HTTPS": _ask_https(port, certificate),
            "WebSocket": _talk(port, f"localhost:{own_port}"),
            "localhost": _ask_localhost(port, f"localhost:{own_port}"),
        }
        await asyncio.gather(*(_in_time(name, test) for name, test in tests.items()))
    return tuple(tests)


async def _in_time(name: str, test: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await test
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        reason = str(error) or type(error).__name__
        raise RecorderFailed(
            f"The recorder's self-test failed: {name} does not come through its proxy ({reason}). A firewall or a"
            " protection program on this computer may hold it back."
        ) from error


async def _ask_http(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _expect(reader, writer, f"http://{SELF_TEST_HOST}/", SELF_TEST_HOST)


async def _ask_https(port: int, certificate: Path) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"CONNECT {SELF_TEST_HOST}:443 HTTP/1.1\r\nHost: {SELF_TEST_HOST}:443\r\n\r\n".encode())
    _check(b" 200 ", await reader.readuntil(b"\r\n\r\n"))
    await writer.start_tls(ssl.create_default_context(cafile=certificate), server_hostname=SELF_TEST_HOST)
    await _expect(reader, writer, "/", SELF_TEST_HOST)


async def _ask_localhost(port: int, own: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _expect(reader, writer, f"http://{own}/", own, f"{SELF_TEST_FIELD}: 1\r\n")


async def _talk(port: int, own: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET http://{own}/ HTTP/1.1\r\nHost: {own}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"{SELF_TEST_FIELD}: 1\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
    )
    _check(b" 101 ", await reader.readuntil(b"\r\n\r\n"))
    mask = os.urandom(4)
    masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(_GREETING))
    writer.write(bytes([0x81, 0x80 | len(_GREETING)]) + mask + masked)  # one whole text message
    head = await reader.readexactly(2)
    said = await reader.readexactly(head[1] & 0x7F)
    writer.close()
    if said != _GREETING:
        raise OSError("another message came back")


async def _expect(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str, host: str, mark: str = ""
) -> None:
    writer.write(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n{mark}Connection: close\r\n\r\n".encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    _check(b" 200 ", answer)
    body = await reader.readexactly(len(SELF_TEST_ANSWER))
    writer.close()
    if body != SELF_TEST_ANSWER:
        raise OSError("another answer came back")


def _check(status: bytes, answer: bytes) -> None:
    first = answer.partition(b"\r\n")[0]
    if status not in first:
        raise OSError(first.decode("ascii", "replace"))


@contextlib.asynccontextmanager
async def _own_server() -> AsyncIterator[int]:
    """Serve on this computer what the self-test asks localhost for; yield the port."""
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request; a WebSocket gets its first message back, unmasked."""
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        asked = await reader.readuntil(b"\r\n\r\n")
        key = re.search(rb"(?i)sec-websocket-key: *(\S+)", asked)
        if key is None:
            size = len(SELF_TEST_ANSWER)
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size)
            writer.write(SELF_TEST_ANSWER)
        else:
            accepted = base64.b64encode(hashlib.sha1(key.group(1) + _WEBSOCKET_GUID).digest())
            writer.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: %b\r\n\r\n" % accepted
            )
            head = await reader.readexactly(6)
            message = await reader.readexactly(head[1] & 0x7F)
            plain = bytes(byte ^ head[2 + index % 4] for index, byte in enumerate(message))
            writer.write(bytes([0x81, len(plain)]) + plain)
        await writer.drain()
        writer.close()
