"""HAR files read piece by piece: the same as read at once, wherever the pieces end; nothing unusual is guessed at."""

from __future__ import annotations

import io
import json
from pathlib import Path

import msgspec
import pytest

from loadstudio.recording import har_pieces
from loadstudio.recording.har_format import HarEntry, HarFile
from loadstudio.recording.har_pieces import Unusual, read_pieces
from loadstudio.recording.har_read import read_har

_HARD = 'a]},{"entries": [{\\"\n\\\\" }]"'
_LOG = {
    "version": "1.2",
    "pages": [{"id": "p1", "startedDateTime": "2026-11-22T08:00:00Z", "title": '"entries": ['}],
    "_startUrl": "https://shop.example/",
    "entries": [
        {
            "startedDateTime": f"2026-11-22T08:00:0{number}Z",
            "pageref": "p1",
            "time": 5,
            "request": {"url": f"https://shop.example/{number}", "headers": [{"name": "X", "value": _HARD}], "_x": []},
            "response": {"status": 200, "content": {"text": _HARD * number, "mimeType": "text/html"}},
        }
        for number in range(4)
    ],
    "comment": "]}",
}


def _spelled(indent: int | None) -> bytes:
    return json.dumps({"log": _LOG}, indent=indent).encode()


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("piece_bytes", [1, 2, 3, 7, 100, 5_000])
def test_it_is_read_alike_wherever_the_pieces_end(
    indent: int | None, piece_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(har_pieces, "_PIECE_BYTES", piece_bytes)
    data = _spelled(indent)
    taken: list[HarEntry] = []
    told: list[float] = []
    log = read_pieces(io.BytesIO(data), len(data), taken.append, told.append)
    whole = msgspec.json.decode(data, type=HarFile).log
    assert whole is not None
    assert taken == whole.entries
    assert (log.pages, log.start_url) == (whole.pages, whole.start_url)
    assert told == sorted(told)
    assert told[0] == min(1.0, piece_bytes / len(data))


def test_an_empty_list_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(har_pieces, "_PIECE_BYTES", 5)
    data = b'{"log": {"entries": [ ], "pages": []}}'
    taken: list[HarEntry] = []
    assert read_pieces(io.BytesIO(data), len(data), taken.append, lambda _share: None).pages == []
    assert not taken


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b'{"version": 1, "log": {"entries": []}}',
        b'{"log": {"pages": []}}',
        b'{"log": {"pages": [{"entries": []}]}}',
        b'{"log": {"entries": [], "entries": []}}',
        b'{"log": {"entries": [{"request": {"url": "x"}, "startedDateTime": ""},]}}',
        b'{"log": {"entries": [,]}}',
        b'{"log": {"entries": [5]}}',
        b'{"log": {"entries": [{"request": {"url": "x"}, "startedDateTime": ""}}}',
        b'{"log": {"entries": [{"request": {"url": 5}, "startedDateTime": ""}]}}',
        b'{"log": {"entries": [{"request": {"url": "ht',
        b'{"log": {"entries": []}',
        b'{"log": {"entries": []}} {}',
        b'{"log": {"my\\"entries": []}}',
    ],
)
def test_what_is_unusual_or_broken_is_not_guessed_at(data: bytes) -> None:
    with pytest.raises(Unusual):
        read_pieces(io.BytesIO(data), len(data), lambda _entry: None, lambda _share: None)


def test_what_is_laid_out_unusually_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "f.har"
    path.write_bytes(json.dumps({"comment": "other tools do", "log": _LOG}).encode())
    unusual = read_har(path)
    path.write_bytes(_spelled(None))
    assert read_har(path) == unusual


def test_whoever_wants_the_file_no_more_is_heard(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def enough(_share: float) -> None:
        raise Enough

    path = tmp_path / "f.har"
    path.write_bytes(_spelled(None))
    with pytest.raises(Enough):
        read_har(path, enough)
