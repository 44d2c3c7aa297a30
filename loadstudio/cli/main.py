"""The command line: reads the arguments, calls the command, turns every failure into one sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import Any, NoReturn

from loadstudio import __version__
from loadstudio.base.errors import ExitCode, LoadStudioError, UsageError
from loadstudio.base.log import configure_logging
from loadstudio.cli import check, export, import_, record, report, run, runs, worker
from loadstudio.cli.console import say

_COMMANDS = (record, import_, check, run, worker, report, runs, export)


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are ours: one sentence, exit code 2. Options are written out: what is short
    for one today could be short for two tomorrow.
    """

    def __init__(self, *words: Any, **settings: Any) -> None:
        super().__init__(*words, **(settings | {"allow_abbrev": False}))

    def error(self, message: str) -> NoReturn:
        message = message.replace("expected one argument", "needs a value, which cannot begin with a minus sign")
        raise UsageError(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    whole = _Parser(
        prog="loadstudio",
        description="Record what you do in a browser, replay it with many users, report what the site carries.",
        epilog="Without a command, the window opens. `loadstudio demo` starts the demo shop.",
    )
    whole.add_argument("--version", action="version", version=f"LoadStudio {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for command in _COMMANDS:
        command.add_to(commands)
    return whole


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    configure_logging("loadstudio")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)  # both end alike, so that every command clears up
    try:
        arguments = parser().parse_args(argv)
        if not hasattr(arguments, "call"):
            parser().print_help()
            return ExitCode.OK
        return int(arguments.call(arguments))
    except LoadStudioError as error:
        say(f"loadstudio: {error}")
        return error.exit_code
    except SystemExit as end:  # --help and --version
        return int(end.code or ExitCode.OK)
    except KeyboardInterrupt:
        say("loadstudio: interrupted")
        return ExitCode.INTERRUPTED
    except (OSError, UnicodeEncodeError) as error:
        return _outside_failed(error)


def _outside_failed(error: OSError | UnicodeEncodeError) -> int:
    """Say that a name, a file or stdout (a full disk, say) cannot be used; a reader that went away needs no words."""
    if isinstance(error, UnicodeEncodeError):
        say("loadstudio: A name on the command line is not UTF-8 text. Rename the file, or set LANG=C.UTF-8.")
        return ExitCode.USAGE
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter would try again at its end
    if isinstance(error, BrokenPipeError):
        return ExitCode.OK
    say(f"loadstudio: {error.filename or 'The output'} cannot be used: {error.strerror or error}.")
    return ExitCode.PROGRAM_FAILED
