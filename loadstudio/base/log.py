"""Logging of every process of the program: to stderr, one line an event, never to stdout (that carries data)."""

from __future__ import annotations

import logging
import os
import sys


def configure_logging(role: str) -> None:
    """Send log records of level WARNING and above to stderr; `LOADSTUDIO_LOG=debug` shows more."""
    level = logging.getLevelNamesMapping().get(os.environ.get("LOADSTUDIO_LOG", "warning").upper(), logging.WARNING)
    logging.basicConfig(
        stream=sys.stderr,
        level=level,
        force=True,
        format=f"%(asctime)s {role} %(levelname)s %(name)s: %(message)s",
    )
