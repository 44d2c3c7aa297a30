"""What is wrong with a scenario, as sentences with the place; no exceptions. What a load plan asks of it is the
plan's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import Literal

import msgspec

from loadstudio.scenario.model import (
    Field,
    FormBody,
    HttpRequest,
    MultipartBody,
    Scenario,
    TextBody,
    requests_of,
)
from loadstudio.scenario.template import FILTERS, Hole, parse

_CALL = re.compile(r"^[a-z_][a-z0-9_]*\(.*\)$", re.DOTALL)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong: `part_id` is the step or request it is about, or ''.

    An `error` would make a run fail or send nonsense; a `warning` is worth a look.
    """

    sentence: str
    part_id: str = ""
    severity: Literal["error", "warning"] = "error"


def problems(scenario: Scenario) -> tuple[Problem, ...]:
    """Return all problems, errors of the whole scenario first, then request by request in order."""
    return (*_whole(scenario), *_duplicate_ids(scenario), *_templates(scenario))


def templates_of(request: HttpRequest) -> tuple[str, ...]:
    """Return every template of a request that is sent."""
    texts = [request.url, *_texts(request.query), *_texts(request.headers)]
    match request.body:
        case FormBody(fields=fields):
            texts += _texts(fields)
        case TextBody(text=text):
            texts.append(text)
        case MultipartBody(parts=parts):
            texts += [part.text for part in parts]
        case _:
            pass
    return tuple(texts)


def holes_of(request: HttpRequest) -> tuple[Hole, ...]:
    """Return the holes of a request in the order in which they stand."""
    return tuple(piece for text in templates_of(request) for piece in parse(text) if isinstance(piece, Hole))


def _texts(fields: tuple[Field, ...]) -> list[str]:
    return [text for field in fields if field.enabled for text in (field.name, field.value or "")]


def _whole(scenario: Scenario) -> Iterator[Problem]:
    if not scenario.steps:
        yield Problem(sentence="The scenario has no steps. Record something, or add a step.")
    elif not requests_of(scenario, enabled_only=True):
        yield Problem(sentence="The scenario has no request that is switched on.")
    for step in scenario.steps:
        if not step.children:
            yield Problem(sentence=f"The step '{step.name}' is empty.", part_id=step.id, severity="warning")


def _duplicate_ids(scenario: Scenario) -> Iterator[Problem]:
    ids = Counter(part.id for step in scenario.steps for part in (step, *step.children))
    for part_id, count in ids.items():
        if count > 1:
            yield Problem(sentence=f"The id '{part_id}' stands {count} times in the scenario.", part_id=part_id)
    names = Counter(variable.name for variable in scenario.variables)
    names.update(source.name for source in scenario.data_sources)
    for name, count in names.items():
        if count > 1:
            yield Problem(sentence=f"The name '{name}' is given to {count} values. Rename all but one.")


def _templates(scenario: Scenario) -> Iterator[Problem]:
    """Walk through a pass: what is known when a request is sent is what earlier answers gave."""
    columns = {f"{source.name}.{column}" for source in scenario.data_sources for column in source.columns}
    variables = {variable.name: variable for variable in scenario.variables}
    known = columns | {
        name for name, variable in variables.items() if not variable.enabled or variable.origin != "extracted"
    }
    for request in requests_of(scenario, enabled_only=True):
        for hole in dict.fromkeys(holes_of(request)):
            yield from _hole(hole, request, known, variables)
        for extractor in request.extractors:
            if extractor.enabled:
                known.add(extractor.variable)
            if extractor.variable not in variables:
                sentence = f"'{request.name}' takes the value '{extractor.variable}', which the scenario does not list."
                yield Problem(sentence=sentence, part_id=request.id, severity="warning")


def _hole(hole: Hole, request: HttpRequest, known: Container[str], listed: Container[str]) -> Iterator[Problem]:
    name = hole.expression
    for unknown in (filter_ for filter_ in hole.filters if filter_ not in FILTERS):
        sentence = (
            f"'{request.name}' uses the filter '{unknown}', which does not exist. There are: {', '.join(FILTERS)}."
        )
        yield Problem(sentence=sentence, part_id=request.id)
    if name in known or _CALL.match(name):
        return
    if name in listed:
        sentence = f"'{request.name}' sends the value '{name}' before any answer has given it."
    elif "." in name:
        sentence = f"'{request.name}' uses '{name}', but no test data has that column."
    else:
        sentence = f"'{request.name}' uses the value '{name}', which does not exist."
    yield Problem(sentence=sentence, part_id=request.id)
