"""Proves that the proxy works before it is called ready, by asking for an address that the recorder answers itself.

Never a site on the internet: a closed network must not alarm.
"""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

from loadstudio.base.errors import RecorderFailed

HOST = "self-test.loadstudio.invalid"
ANSWER = b"LoadStudio's recorder listens."
_PATIENCE_S = 10.0


async def pass_self_test(port: int, certificate: Path) -> None:
    """Ask through the proxy over HTTP and over HTTPS. Raises RecorderFailed with a sentence."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await asyncio.gather(_ask_http(port), _ask_https(port, certificate))
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        reason = str(error) or type(error).__name__
        raise RecorderFailed(f"The recorder's self-test failed: its proxy does not answer ({reason}).") from error


async def _ask_http(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _expect(reader, writer, f"http://{HOST}/")


async def _ask_https(port: int, certificate: Path) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"CONNECT {HOST}:443 HTTP/1.1\r\nHost: {HOST}:443\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.partition(b"\r\n")[0]:
        raise OSError(head.partition(b"\r\n")[0].decode("ascii", "replace"))
    await writer.start_tls(ssl.create_default_context(cafile=certificate), server_hostname=HOST)
    await _expect(reader, writer, "/")


async def _expect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str) -> None:
    writer.write(f"GET {target} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    body = await reader.readexactly(len(ANSWER)) if b" 200 " in answer.partition(b"\r\n")[0] else b""
    writer.close()
    if body != ANSWER:
        raise OSError(answer.partition(b"\r\n")[0].decode("ascii", "replace"))
