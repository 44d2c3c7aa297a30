"""`loadstudio recorder`: starts the recorder process. It is not for people: a parent speaks to it by wire messages."""

from __future__ import annotations

import asyncio
import os
import sys

from loadstudio import __version__
from loadstudio.base.errors import ExitCode
from loadstudio.base.log import configure_logging
from loadstudio.recorder.link import Link, claim_stdout
from loadstudio.wire.common import Hello


def main(argv: list[str]) -> int:
    """Say hello, then record as told on stdin; return 0 when the recording is complete on disk."""
    if argv:
        sys.stderr.write("loadstudio recorder: it takes no arguments; it is started by 'loadstudio record'.\n")
        return ExitCode.USAGE
    link = Link(0, claim_stdout())
    configure_logging("recorder")
    link.send(Hello(role="recorder", version=__version__, pid=os.getpid()))
    # mitmproxy takes a second to load: the parent should know before that whom it started
    from loadstudio.recorder.session import run  # noqa: PLC0415

    try:
        return asyncio.run(run(link))
    finally:
        link.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
