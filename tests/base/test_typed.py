"""Values of a type, at their first use in several threads at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import loadstudio
from loadstudio.base.typed import convert, decode, decoder_of

_AT_ONCE = """
import sys, threading
import msgspec
from loadstudio.base.typed import {function}
sys.setswitchinterval(1e-6)
for number in range(200):
    inner = msgspec.defstruct(f"Inner{{number}}", [("a", "int"), ("b", "list[str] | None"), ("c", "dict[str, int]")])
    globals()[inner.__name__] = inner
    outer = msgspec.defstruct(f"Outer{{number}}", [("x", inner), ("y", list[inner]), ("z", dict[str, inner])])
    gate, value = threading.Barrier(4), {{"x": {{"a": 1, "b": None, "c": {{}}}}, "y": [], "z": {{}}}}
    content = msgspec.json.encode(value) if {is_json} else value
    found = []
    def use():
        gate.wait()
        found.append({function}(content, outer))
    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert [one.x.a for one in found] == [1, 1, 1, 1]
print("all the same")
"""


@pytest.mark.parametrize(("function", "is_json"), [("convert", False), ("decode", True)])
def test_first_uses_of_a_type_in_several_threads_at_once(function: str, is_json: bool) -> None:
    code = _AT_ONCE.format(function=function, is_json=is_json)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "all the same"), done.stderr[-2000:]


def test_a_type_has_one_decoder() -> None:
    assert decoder_of(dict[str, int]) is decoder_of(dict[str, int])
    assert decode(b'{"a": 1}', dict[str, int]) == {"a": 1}
    assert convert([1, 2], tuple[int, ...]) == (1, 2)
    with pytest.raises(msgspec.ValidationError):
        convert("one", int)


def test_nothing_of_the_program_goes_another_way() -> None:
    root = Path(loadstudio.__file__).parent
    others = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if re.search(r"msgspec\.convert\(|json\.Decoder\(", path.read_text("utf-8"))
    ]
    assert others == ["base/typed.py"]
