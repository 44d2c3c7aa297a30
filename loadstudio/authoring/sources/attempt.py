"""What is to be taken from an answer, and a source that may give it."""

from __future__ import annotations

from typing import NamedTuple

from loadstudio.authoring.places.value_look import Changes, looks_random
from loadstudio.authoring.sources.rank import SightingKind
from loadstudio.scenario.extractor import Source


class Attempt(NamedTuple):
    """A source that may work, and what it would mean. A `last` one is worth something only when nothing else works."""

    kind: SightingKind
    name: str
    source: Source
    visible: bool = False
    last: bool = False


class Wanted(NamedTuple):
    """What is to be taken: `text`, sent under the name `key` to the path `sent_to`, `in_form` as a field of one.
    `changes` tells what around it changes too. Not `thorough`: only where something names it, not in running text.
    """

    text: str
    key: str = ""
    sent_to: str = ""
    in_form: bool = False
    thorough: bool = True
    changes: Changes = looks_random
