"""The ids of things in the names of fields: `qty[57]`, `remove_57`, as baskets and tables that are edited have them.

A name that a page's form has is no accident, however short its number. But most numbers in names count fields
(`items[0]`) or are the application's own (`address2`): only what came after something was changed is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.tags import Tag
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import Changes, looks_random
from loadstudio.authoring.sources.extractor_synthesis import Sighting
from loadstudio.authoring.sources.link_sources import attribute_sources
from loadstudio.authoring.sources.timeline import Timeline
from loadstudio.playback.extract import take_value
from loadstudio.playback.source_text import in_css


def is_in_name(use: Use) -> bool:
    """Tell whether a value stands in the name of a field."""
    return use.slot.place.attribute == "name"


def named_field(
    use: Use, views: Sequence[AnswerView], timeline: Timeline, changes: Changes
) -> tuple[int, Sighting] | None:
    """Return the number of the page whose form had the field, with how the value is taken from its name; None where
    it is not one that changes.
    """
    name = use.slot.key
    answer = timeline.page_with_field(name, use.request)
    if answer is None or not (looks_random(use.text) or _is_new(use, views[answer], timeline)):
        return None
    view = views[answer]
    node = view.answer.html.css_first(f'[name="{in_css(name)}"]')
    if node is None:
        return None
    attributes = {key: value or "" for key, value in node.attributes.items()}
    tag = Tag(str(node.tag), attributes, "name", name, use.slot.start, use.slot.end)
    for _, source in attribute_sources(view, tag, changes):
        if take_value(source, view.answer) == use.text:
            return answer, Sighting("field_name", name[: use.slot.start], (source,))
    return None


def _is_new(use: Use, view: AnswerView, timeline: Timeline) -> bool:
    """Tell whether the field came after something was changed, and its number does not count the fields of its kind."""
    if not use.text.isdigit() or not timeline.is_field_new(use.slot.key):
        return False
    before, after = use.slot.key[: use.slot.start], use.slot.key[use.slot.end :]
    alike = {field.name for field in view.fields if field.name.startswith(before) and field.name.endswith(after)}
    return int(use.text) > len(alike)
