"""The program's one entry: reads the first word of the command line, picks a role, imports nothing else before.

Without a command the window opens. The engine must patch the standard library before anything else is imported, and a
command should not pay for Qt: hence the late imports, here and nowhere else.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

_DOCUMENTS = (".har", ".scenario.json", ".plan.json")
"""What the window opens when the command line names nothing else."""
_CHILDREN = ("engine", "recorder")
"""Roles that a parent ends; it tells the person."""
_OF_DESKTOP = ("PySide6", "pyqtgraph", "mitmproxy", "tornado")
"""What the extra `desktop` installs, as far as a role cannot begin without it."""
_USAGE, _INTERRUPTED = 2, 130  # base.errors.ExitCode, which is not to be imported yet


def main(argv: list[str] | None = None) -> int:
    """Run the role that `argv` asks for and return the exit code; 130 when interrupted before the role could listen."""
    arguments = sys.argv[1:] if argv is None else argv
    if not (arguments and arguments[0] in _CHILDREN):
        _on_signals(_leave)
    try:
        return _role(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ModuleNotFoundError as error:  # the install for machines that only make load
        lacking = (error.name or "").partition(".")[0]
        if lacking not in _OF_DESKTOP:
            raise
        return _refuse(f"{lacking} is not installed here, which this needs: pip install 'loadstudio[desktop]'")
    finally:
        _on_signals(signal.SIG_IGN)  # the work is done: its exit code stands


def _on_signals(handler: Callable[[int, FrameType | None], NoReturn] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    """End while modules are loaded: nothing is begun yet, and an exception in the midst of an import is taken for a
    fault of the module.
    """
    try:
        os.write(2, b"loadstudio: interrupted\n")
    finally:
        os._exit(_INTERRUPTED)


def _role(arguments: list[str]) -> int:
    role = arguments[0] if arguments else ""
    match role:
        case "engine":
            from loadstudio.engine.__main__ import main as engine

            return engine(arguments[1:])
        case "recorder":
            from loadstudio.recorder.__main__ import main as recorder

            return recorder(arguments[1:])
        case "demo":
            from loadstudio.demo.__main__ import main as demo

            return demo(arguments[1:])
        case _ if role == "" or role.endswith(_DOCUMENTS):
            return _window(arguments)
        case _:
            from loadstudio.cli.main import main as command

            return command(arguments)


def _window(arguments: list[str]) -> int:
    from loadstudio.base.display import has_display

    if not (has_display() or os.environ.get("QT_QPA_PLATFORM")):
        return _refuse("There is no display on which the window could open. The commands need none: loadstudio --help")
    from loadstudio.gui.app import main as window

    return window(arguments)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"loadstudio: {sentence}\n")
    return _USAGE


if __name__ == "__main__":
    sys.exit(main())
