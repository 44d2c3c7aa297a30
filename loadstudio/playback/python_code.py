"""What a Python step says before it is run: the values that it names, and its compiled code."""

from __future__ import annotations

import ast
from types import CodeType

from loadstudio.base.errors import InvalidInput
from loadstudio.scenario.model import PythonCode


def compiled_code(step: PythonCode) -> CodeType:
    """Return the code ready to be run. Raises InvalidInput with the line when it is no Python."""
    try:
        return compile(step.code, file_name(step.name), "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = f" in line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        reason = getattr(error, "msg", error)
        raise InvalidInput(f"The Python step '{step.name}' cannot be understood{line}: {reason}.") from error


def file_name(name: str) -> str:
    """Return what stands for a file in the tracebacks of a Python step."""
    return f"<Python step '{name}'>"


def names_in_code(code: str) -> tuple[str, ...]:
    """Return the values that code reads or sets by name: `values["token"]`, `values.get("users.name")`."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return ()
    keys: list[ast.expr] = []
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=ast.Name(id="values"), slice=key):
                keys.append(key)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="values"), attr="get"), args=[key, *_]):
                keys.append(key)
            case ast.Compare(left=key, comparators=[ast.Name(id="values")]):
                keys.append(key)
    texts = (key.value for key in keys if isinstance(key, ast.Constant))
    return tuple(dict.fromkeys(text for text in texts if isinstance(text, str)))
