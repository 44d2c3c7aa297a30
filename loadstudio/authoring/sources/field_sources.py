"""A form field of a page as a source: by its name and the form in which it stands; what can be chosen by its words."""

from __future__ import annotations

from collections.abc import Iterator

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.page_parts import FormField
from loadstudio.authoring.places.value_look import Changes
from loadstudio.authoring.sources.attempt import Attempt, Wanted
from loadstudio.authoring.sources.rank import SightingKind
from loadstudio.scenario.extractor import AttributeSource, InputSource


def in_fields(view: AnswerView, wanted: Wanted) -> Iterator[Attempt]:
    """Yield the form fields that hold the text; the form that leads to where it is sent first."""
    holding = [field for field in view.own_fields if field.value == wanted.text]
    holding.sort(key=lambda field: not (wanted.sent_to and _leads_to(field.action, wanted.sent_to)))
    for field in holding:
        alike = [other for other in view.own_fields if other.name == field.name]
        rivals = [other for other in alike if other != field]
        kind: SightingKind = "input"
        for form in _names_of_form(field, wanted.changes) if rivals or field.action or field.identity else ():
            yield Attempt(kind, field.name, InputSource(name=field.name, form=form), field.visible)
        if not rivals:
            yield Attempt(kind, field.name, InputSource(name=field.name), field.visible)
        else:
            yield Attempt(kind, field.name, InputSource(name=field.name, occurrence=alike.index(field)), field.visible)


def in_choices(view: AnswerView, wanted: Wanted) -> Iterator[Attempt]:
    """Yield what can be chosen and sends the text under its name: by what a person reads there, by its place."""
    for choice in view.choices:
        if choice.value != wanted.text or choice.name != wanted.key:
            continue
        label, is_field = choice.label, choice.place is None
        if label and label.isprintable() and not set(label) & set('"\\') and not wanted.changes(label):
            by_label = choice.labelled.replace("{}", label)
            yield Attempt("input", choice.name, AttributeSource(selector=by_label, attribute="value"), is_field)
        if choice.place is not None:
            source = AttributeSource(selector=choice.selector, attribute="value", occurrence=choice.place)
            yield Attempt("input", choice.name, source)


def _leads_to(action: str, path: str) -> bool:
    bare = action.partition("#")[0].partition("?")[0]
    _, mark, rest = bare.partition("://")
    return ("/" + rest.partition("/")[2] if mark else bare) == path


def _names_of_form(field: FormField, changes: Changes) -> Iterator[str]:
    """Yield what a form may be known by, leaving out what changes: its path with `*`, or its id."""
    action = field.action
    path = "/" + action.partition("://")[2].partition("/")[2] if "://" in action else action
    path = path.partition("#")[0].partition("?")[0]
    if path:
        yield "/".join("*" if changes(segment) else segment for segment in path.split("/"))
    if field.identity and not changes(field.identity):
        yield field.identity
