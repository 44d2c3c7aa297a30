"""What a changing value is called: a name for templates, a label for people, and the sentence that explains it."""

from __future__ import annotations

import re
from collections.abc import Container

from loadstudio.authoring.places.field_names import is_token_name, last_word
from loadstudio.authoring.places.json_leaves import singular
from loadstudio.authoring.places.slots import Place
from loadstudio.authoring.places.value_look import looks_random

_FORM_TOKEN = re.compile(r"csrf|xsrf|authenticity|antiforgery|verification_?token|form_?token|nonce", re.IGNORECASE)
_ACCESS_TOKEN = re.compile(r"access_?token|bearer|authorization|jwt|id_?token", re.IGNORECASE)
_PAGE_STATE = re.compile(r"viewstate|eventvalidation", re.IGNORECASE)
_ID_ENDING = re.compile(r"_(id|uuid|guid|ref|reference|number|nr|no|key|code)$")
_JUST_ID = re.compile(r"id|uuid|guid|key|ref|value|token")
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


def variable_name(key: str, place: Place, called: str, taken: Container[str]) -> str:
    """Return a name that is not `taken`: from the field that is sent, else from what the answer calls it."""
    name = _snake(key)
    if place.attribute == "name":
        name = _of_path(re.split(r"\W?\d", key)[0], called)
    if place.kind == "header":
        name = re.sub(r"^x_", "", name)
        if name == "authorization":
            name = _snake(called) or "access_token"
    if place.kind == "url" and not is_token_name(key):
        name = _snake(called) if _ID_ENDING.search(_snake(called)) else _of_path(key, called)
    if not name or _JUST_ID.fullmatch(name):
        name = _snake(called) or name or "value"
    return _free(name[:_LONGEST_NAME].strip("_"), taken)


def label(name: str, value: str) -> str:
    """Return what people call it: `form token`, `order number`, `cart id`."""
    bare = re.sub(r"_\d+$", "", name)
    if _FORM_TOKEN.search(bare):
        return "form token"
    if _ACCESS_TOKEN.search(bare):
        return "access token"
    if _PAGE_STATE.search(bare):
        return "page state"
    words = _ID_ENDING.sub("", bare).replace("_", " ")
    if words == bare.replace("_", " ") and not _JUST_ID.fullmatch(bare):
        return words
    short = len(value) <= 16 and any(symbol.isdigit() for symbol in value)
    return f"{words} {'number' if short else 'id'}".strip() if not _JUST_ID.fullmatch(words) else words


def with_article(noun: str) -> str:
    """Return `a basket number`, `an order number`."""
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"


def times(count: int) -> str:
    """Return `1 later request` or `5 later requests`."""
    return "1 later request" if count == 1 else f"{count} later requests"


def is_secret(name: str, value: str) -> bool:
    """Tell whether a value should be hidden from those who look over a shoulder."""
    return is_token_name(name) or value.startswith("eyJ")


def _of_path(key: str, called: str) -> str:
    owner = _snake(key) if key and not looks_random(key) else _snake(called)
    return f"{singular(owner)}_id" if owner and not owner.endswith("_id") else owner


def _snake(text: str) -> str:
    last = last_word(text, lambda word: not looks_random(word)) or last_word(text) or text
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", last)
    name = _NOT_A_NAME.sub("_", spaced.lower()).strip("_")
    return f"value_{name}" if name[:1].isdigit() else name


def _free(name: str, taken: Container[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}_{number}"
        number += 1
    return free
