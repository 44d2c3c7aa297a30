"""The program's one entry: reads the first word of the command line, picks a role, imports nothing else before.

Without a command the window opens. The engine must patch the standard library before anything else is imported, and a
command should not pay for Qt: hence the late imports, here and nowhere else.
"""

from __future__ import annotations

import sys

_DOCUMENTS = (".har", ".scenario.json", ".plan.json")
"""What the window opens when the command line names nothing else."""


def main(argv: list[str] | None = None) -> int:
    """Run the role that `argv` asks for and return the exit code; 130 when interrupted before the role could listen."""
    try:
        return _role(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130


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
            from loadstudio.gui.app import main as window

            return window(arguments)
        case _:
            from loadstudio.cli.main import main as command

            return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
