"""`answer_view`: what a long recording keeps in memory."""

from __future__ import annotations

import gc

from loadstudio.authoring.drafting.draft import draft_of
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.playback.answer import Answer
from tests.support.recordings import RecordingBuilder

_PAGES = 200


def test_of_many_pages_only_a_few_stay_parsed_and_all_can_be_read_again() -> None:
    builder = RecordingBuilder()
    for number in range(_PAGES):
        form = f'<form><input type="hidden" name="token" value="t{number}"></form>'
        builder.get(f"/{number}", form + "<p>some text of a page</p>" * 4_000)
    views = [AnswerView(number, entry) for number, entry in enumerate(draft_of(builder.recording()).entries)]
    assert [view.fields[0].value for view in views] == [f"t{number}" for number in range(_PAGES)]
    gc.collect()
    assert sum(isinstance(thing, Answer) for thing in gc.get_objects()) < _PAGES / 2
    assert all(view.answer.html.css_first("input") is not None for view in views)
