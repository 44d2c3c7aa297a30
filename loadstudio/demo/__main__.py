"""`loadstudio demo`: opens the shop, says where on stdout, and closes it on a signal or when its parent is gone."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable

from loadstudio.base.errors import ExitCode, LoadStudioError
from loadstudio.base.log import configure_logging
from loadstudio.demo.certificate import self_signed_context
from loadstudio.demo.server import listen

_HINT = "Log in as demo / demo, or as tester001 / secret-001 to tester500 / secret-500. Ctrl-C closes the shop."


def main(argv: list[str] | None = None) -> int:
    """Run the shop until it is told to stop and return the exit code.

    The first and only line on stdout is `{"url": "http://127.0.0.1:PORT"}`.
    """
    options = _parse(argv)
    configure_logging("demo")
    try:
        return asyncio.run(_serve(options.port, options.https, options.until_stdin_closes))
    except LoadStudioError as error:
        sys.stderr.write(f"loadstudio demo: {error}\n")
        return error.exit_code


def _parse(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="loadstudio demo", description="Opens the demo shop on this computer.")
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="port to listen on; 0, the default: any")
    parser.add_argument("--https", action="store_true", help="serve https with a self-signed certificate")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when standard input does")
    return parser.parse_args(argv)


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else -1
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


async def _serve(port: int, https: bool, until_stdin_closes: bool) -> int:
    server, url = listen(port, self_signed_context() if https else None)
    loop = asyncio.get_running_loop()
    ending: asyncio.Future[ExitCode] = loop.create_future()

    def end(code: ExitCode) -> None:
        if not ending.done():
            ending.set_result(code)

    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(end, ExitCode.OK))
    signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(end, ExitCode.INTERRUPTED))
    if until_stdin_closes:
        _watch_stdin(lambda: loop.call_soon_threadsafe(end, ExitCode.OK))
    sys.stdout.write(json.dumps({"url": url}) + "\n")
    sys.stdout.flush()
    if sys.stderr.isatty():
        sys.stderr.write(_HINT + "\n")
    code = await ending
    logging.disable()  # requests that the end cuts short are no news
    server.stop()
    await server.close_all_connections()
    return code


def _watch_stdin(on_end: Callable[[], object]) -> None:
    def watch() -> None:
        while os.read(0, 4_096):  # not sys.stdin: its lock would be held by this thread when the program ends
            pass
        on_end()

    threading.Thread(target=watch, name="stdin", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
