"""docs/manual/functions.md: every function and filter stands there, and every example gives what the page says."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loadstudio.playback.assemble import compile_request
from loadstudio.playback.generate import Generators
from loadstudio.playback.render import render
from loadstudio.playback.slots import Slots
from loadstudio.scenario.functions import FILTERS, FUNCTIONS
from loadstudio.scenario.model import HttpRequest, TextBody

PAGE = (Path(__file__).parents[2] / "docs/manual/functions.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\$\{.+?\})` \| .* \| `(.+)` \|$", re.MULTILINE)
EXAMPLES = [(match[1].replace("\\|", "|"), match[2]) for match in ROW.finditer(PAGE)]
VALUES = {
    "word": "Café & Bar",
    "quoted": 'she said "hi"',
    "encoded": "bWlh",
    "question": "3 + 4",
    "users.username": "mia",
    "users.password": "secret",
}
BY_CHANCE = ("random_", "uuid", "traceparent", "unique")


def rendered(template: str) -> str:
    clock = datetime(2026, 11, 22, 21, 5, 3, 120_400, UTC).timestamp
    secrets = {"API_TOKEN": "s3cret"}
    slots = Slots()
    request = HttpRequest(id="r", name="r", method="POST", url="http://x.test/", body=TextBody(text=template))
    generators = Generators(clock=clock, chance=random.Random(3), secrets=secrets)
    compiled = compile_request(request, slots, generators=generators)
    return render(compiled, slots.values(VALUES)).partition(b"\r\n\r\n")[2].decode()


@pytest.mark.parametrize(("template", "example"), EXAMPLES, ids=[template for template, _ in EXAMPLES])
def test_each_example_gives_what_the_page_says(template: str, example: str) -> None:
    made = rendered(template)
    if not template.startswith(tuple("${" + name for name in BY_CHANCE)):
        assert made == example
    elif "random_choice" in template:
        assert made in ("red", "green", "blue")
    elif "unique" in template:
        assert re.fullmatch("Moss [0-9a-z]{8}", made)
    else:
        letters = "A-Z" if example.isupper() else "0-9a-z"
        shape = "".join("-" if sign == "-" else f"[{letters}]" for sign in example)
        assert re.fullmatch(shape, made)


def test_the_page_has_every_function_and_filter() -> None:
    assert len(EXAMPLES) > 30
    written = " ".join(template for template, _ in EXAMPLES)
    for name in FUNCTIONS:
        assert f"${{{name}(" in written, name
    for name in FILTERS:
        assert f"|{name}" in written, name
