"""How a recording ends when a fault of the recorder itself ends it."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path

import pytest

from loadstudio.base.errors import ExitCode
from loadstudio.recorder.journal import Journal
from loadstudio.recording.spool import EntryEnded
from loadstudio.wire.common import Failed
from loadstudio.wire.recorder_messages import StartCapture
from tests.support.exchanges import an_entry

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # mitmproxy's own, of names in pyparsing
    from loadstudio.recorder import session


class Told:
    """A link whose parent wants a recording, and that keeps what it is told."""

    def __init__(self, output: Path) -> None:
        self.events: list[object] = []
        self._start = StartCapture(output=str(output), url="", browser="none")

    def open(self) -> None:
        pass

    def send(self, event: object) -> None:
        self.events.append(event)

    async def command(self) -> StartCapture:
        return self._start


@pytest.mark.expects_logs
@pytest.mark.parametrize("recorded", [False, True])
def test_a_fault_of_the_recorder_says_where_the_recording_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, recorded: bool
) -> None:
    output = tmp_path / "f.har"
    journal = Journal(output)
    if recorded:
        journal.write(EntryEnded(entry=an_entry("https://shop.example/")))

    def fault() -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(session, "authority", fault)
    monkeypatch.setattr(session, "Journal", lambda output: journal)
    link = Told(output)
    assert asyncio.run(session.run(link)) == ExitCode.PROGRAM_FAILED  # type: ignore[arg-type]
    (told,) = link.events
    assert isinstance(told, Failed)
    where = f"What was recorded until then is kept in {output}." if recorded else "Nothing was recorded yet."
    assert told.message == f"The recorder failed by a fault of its own. {where}"
    assert output.exists() == recorded
    assert not journal.path.exists()
    assert "RuntimeError: a fault" in caplog.text, "for those who mend it"
