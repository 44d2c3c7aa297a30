"""What is wrong with a scenario, as sentences with the place; no exceptions. What a load plan asks of it is the
plan's.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Container, Iterator
from typing import Literal

import msgspec

from loadstudio.base.errors import InvalidInput
from loadstudio.scenario.extractor import looked_with
from loadstudio.scenario.functions import filter_of, function_of, is_call
from loadstudio.scenario.model import (
    HOLDERS,
    Choice,
    Comparison,
    FileBody,
    HttpRequest,
    If,
    Loop,
    Node,
    PythonCode,
    Scenario,
    Step,
    requests_of,
    walk,
)
from loadstudio.scenario.template import Hole, parse
from loadstudio.scenario.template_places import placed_templates

TIMES_MAX = 100_000
"""So often a repetition may go round."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong: `part_id` is the step or request it is about, or ''.

    An `error` would make a run fail or send nonsense; a `warning` is worth a look.
    """

    sentence: str
    part_id: str = ""
    severity: Literal["error", "warning"] = "error"


def problems(scenario: Scenario) -> tuple[Problem, ...]:
    """Return all problems, errors of the whole scenario first, then request by request in order."""
    blocks = (problem for node in walk(scenario.steps) for problem in _block(node))
    return (*_whole(scenario), *_duplicate_ids(scenario), *blocks, *_templates(scenario), *_files(scenario))


def python_problem(step: PythonCode) -> tuple[int, str] | None:
    """Return the line and the words with which Python refuses a step's code, or None when it takes it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape is no fault of the step
            compile(step.code, step.name or "step", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error.lineno or 1, error.msg or "it is no Python"
    except ValueError as error:
        return 1, str(error)
    return None


def templates_of(part: Node) -> tuple[str, ...]:
    """Return every template of a part that is sent or compared; not of what it holds."""
    return tuple(placed.text for placed in placed_templates(part) if placed.sent)


def source_texts_of(request: HttpRequest) -> tuple[str, ...]:
    """Return the paths and selectors in which the values are looked for that a request's answer gives."""
    sources = (source for extractor in request.extractors if extractor.enabled for source in extractor.sources)
    return tuple(text for source in sources for text in looked_with(source) if "${" in text)


def holes_of(node: Node) -> tuple[Hole, ...]:
    """Return the holes of a request, those of its extractors last, or of a block's condition in the order in which they
    stand.
    """
    texts = templates_of(node) + (source_texts_of(node) if isinstance(node, HttpRequest) else ())
    return tuple(piece for text in texts for piece in parse(text) if isinstance(piece, Hole))


def _whole(scenario: Scenario) -> Iterator[Problem]:
    if not scenario.steps:
        yield Problem(sentence="The scenario has no steps. Record something, or add a step.")
    elif not requests_of(scenario, enabled_only=True):
        yield Problem(sentence="The scenario has no request that is switched on.")
    for node in walk(scenario.steps):
        if isinstance(node, HOLDERS) and not node.children:
            name = f"The step '{node.name}'" if isinstance(node, Step) else _BLOCK_NAMES[type(node)]
            yield Problem(sentence=f"{name} is empty.", part_id=node.id, severity="warning")


_BLOCK_NAMES = {Loop: "A repetition", If: "A condition", Choice: "A random choice"}


def _block(node: Node) -> Iterator[Problem]:
    """What makes no sense in a block."""
    match node:
        case Loop(times=times, condition=condition):
            if not 1 <= times <= TIMES_MAX:
                sentence = f"A repetition of {times:,} times cannot be. Ask for 1 to {TIMES_MAX:,}."
                yield Problem(sentence=sentence, part_id=node.id)
            if condition is not None:
                yield from _comparison(condition, node)
        case If(condition=condition):
            yield from _comparison(condition, node)
        case Choice(children=children):
            if any(not isinstance(child, Step) for child in children):
                sentence = "A random choice chooses among steps. Put what stands in it directly into steps."
                yield Problem(sentence=sentence, part_id=node.id)
            shares = [child.share for child in children if isinstance(child, Step) and child.enabled]
            if shares and not (all(0 <= share < float("inf") for share in shares) and sum(shares) > 0):
                yield Problem(sentence="The shares of a random choice are 0 or more, and not all 0.", part_id=node.id)
        case PythonCode(name=name):
            if (found := python_problem(node)) is not None:
                sentence = f"The Python step '{name}' cannot be understood in line {found[0]}: {found[1]}."
                yield Problem(sentence=sentence, part_id=node.id)
        case _:
            pass


def _comparison(condition: Comparison, node: Node) -> Iterator[Problem]:
    if condition.operator == "matches":
        try:
            re.compile(condition.right)
        except re.error as error:
            sentence = f"'{condition.right}' in a condition is no regular expression: {error}."
            yield Problem(sentence=sentence, part_id=node.id)


def _files(scenario: Scenario) -> Iterator[Problem]:
    for request in requests_of(scenario, enabled_only=True):
        if isinstance(request.body, FileBody) and not request.body.path:
            sentence = f"'{request.name}' sends a file, but none is chosen. Choose one, or send another kind of body."
            yield Problem(sentence=sentence, part_id=request.id)


def _duplicate_ids(scenario: Scenario) -> Iterator[Problem]:
    ids = Counter(node.id for node in walk(scenario.steps))
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
    for node in walk(scenario.steps, enabled_only=True):
        for hole in dict.fromkeys(holes_of(node)):
            yield from _hole(hole, node, known, variables)
        if isinstance(node, PythonCode):
            known |= {name for name in variables if f'"{name}"' in node.code or f"'{name}'" in node.code}
        if not isinstance(node, HttpRequest):
            continue
        for extractor in node.extractors:
            if extractor.enabled:
                known.add(extractor.variable)
            if extractor.variable not in variables:
                sentence = f"'{node.name}' takes the value '{extractor.variable}', which the scenario does not list."
                yield Problem(sentence=sentence, part_id=node.id, severity="warning")


def _hole(hole: Hole, node: Node, known: Container[str], listed: Container[str]) -> Iterator[Problem]:
    name = hole.expression
    where = f"'{node.name}'" if isinstance(node, HttpRequest) else _BLOCK_NAMES.get(type(node), "A part")
    try:
        for text in hole.filters:
            filter_of(text)
        if is_call(name):
            function_of(name)
            return
    except InvalidInput as error:
        yield Problem(sentence=f"{where}: {error}", part_id=node.id)
    if name in known or is_call(name):
        return
    if name in listed and not isinstance(node, HttpRequest):
        return  # a condition may ask for what is not there yet
    if name in listed:
        sentence = f"{where} sends the value '{name}' before any answer has given it."
    elif "." in name:
        sentence = f"{where} uses '{name}', but no test data has that column."
    else:
        sentence = f"{where} uses the value '{name}', which does not exist."
    yield Problem(sentence=sentence, part_id=node.id)
