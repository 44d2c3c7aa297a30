"""An import tells how far it is, again and again, so that whoever wants it no more is heard at once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.recording.entry import Recording
from tests.support.recordings import RecordingBuilder

_PAGES = 12


def _recording() -> Recording:
    builder = RecordingBuilder()
    for number in range(_PAGES):
        token = f"8f3ab2c91d{number:02}"
        form = f'<form action="/save" method="post"><input type="hidden" name="csrf" value="{token}"></form>'
        builder.page(f"Page {number}").get(f"/page/{number}", f"<title>Page</title>{form}")
        builder.form("/save", {"csrf": token, "name": f"Moss no {number}"}, location="/page")
        builder.api("POST", "/api", {"n": number}, {"ok": True, "id": 4711 + number})
    return builder.recording()


def _told_of() -> list[tuple[float, str]]:
    told: list[tuple[float, str]] = []
    scenario_from(
        _recording(), name="x", recording_file="x.har", progress=lambda share, what: told.append((share, what))
    )
    return told


def test_it_tells_at_each_request_in_each_part_of_the_work() -> None:
    told = _told_of()
    shares = [share for share, _ in told]
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert all(later >= earlier - 0.01 for earlier, later in pairwise(shares))
    assert max(later - earlier for earlier, later in pairwise(shares)) < 0.1
    parts = {what: sum(what == other for _, other in told) for _, what in told}
    del parts["Done"]
    assert len(parts) == 5
    assert all(count >= _PAGES for count in parts.values()), parts


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.7, 0.95])
def test_whoever_is_told_can_end_it(share: float) -> None:
    class Enough(Exception):
        pass

    told: list[float] = []

    def enough(done: float, _what: str) -> None:
        told.append(done)
        if done >= share:
            raise Enough

    with pytest.raises(Enough):
        scenario_from(_recording(), name="x", recording_file="x.har", progress=enough)
    assert told[-1] < share + 0.1
