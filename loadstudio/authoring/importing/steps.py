"""The steps of the scenario: the draft's requests with their holes, extractors, checks and names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.importing.checks import checks_of
from loadstudio.authoring.importing.parameterise import TypedLogIn, auth_of
from loadstudio.authoring.importing.values import Values, typed_edits
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.apply import Edit, with_holes
from loadstudio.scenario.extractor import Extractor
from loadstudio.scenario.model import HttpRequest, Step
from loadstudio.scenario.template import Hole, parse


def steps_of(
    draft: Draft,
    views: Sequence[AnswerView],
    log_ins: Sequence[TypedLogIn],
    values: Values,
    progress: Callable[[float], None],
) -> tuple[Step, ...]:
    """Return the steps of a draft with what is dynamic in its requests, what is taken from their answers, and how it is
    known that they went well. `views[i]` is the answer to request i; `progress` is told the share done.
    """
    edits: dict[int, list[Edit]] = {}
    for number, edit in (*typed_edits(log_ins), *values.edits()):
        edits.setdefault(number, []).append(edit)
    extractors: dict[int, list[Extractor]] = {}
    for number, extractor in values.extractors():
        extractors.setdefault(number, []).append(extractor)
    personal = values.texts | {text for log_in in log_ins for text in log_in.row if text}
    checks = checks_of(draft.requests, views, personal, progress)
    finished: dict[str, HttpRequest] = {}
    for number, request in enumerate(draft.requests):
        written = with_holes(request, edits.get(number, ()))
        finished[request.id] = msgspec.structs.replace(
            written,
            name=_name(written),
            auth=auth_of(draft.log_ins[number], log_ins) if number in draft.log_ins else None,
            extractors=tuple(extractors.get(number, ())),
            checks=checks[number],
        )
    return tuple(
        msgspec.structs.replace(step, children=tuple(finished.get(node.id, node) for node in step.children))
        for step in draft.steps
    )


def _name(request: HttpRequest) -> str:
    """Return `GET /cart/*/checkout`: the path as sent, `*` for what changes."""
    path = "".join("*" if isinstance(piece, Hole) else piece for piece in parse(request.url))
    segments = path.partition("://")[2].split("/")[1:]
    return f"{request.method} /" + "/".join("*" if "*" in segment else segment for segment in segments)
