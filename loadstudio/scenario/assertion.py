"""What an answer must be like to count as a success; learnt from the recording, editable. `playback.check` compiles
them.

"Assertion" is the field's word; people on screen read "check".
"""

from __future__ import annotations

import msgspec


class StatusCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="status"):
    """The status has the class of the recorded one (2xx, 3xx, ...); 304 counts as 2xx. `exact` asks for the same
    number.
    """

    recorded: int
    exact: bool = False
    enabled: bool = True


class TextCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="text"):
    """The decoded body contains `text` (or, with `absent`, does not)."""

    text: str
    absent: bool = False
    enabled: bool = True


class HeaderCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="header"):
    """The answer has a header field of this `name` (any case) that contains `text`; '' is in all."""

    name: str
    text: str = ""
    enabled: bool = True


class RedirectCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="redirect"):
    """The redirect leads to this route: a path in which `*` stands for one changing segment, `/orders/*`."""

    route: str
    enabled: bool = True


class NoLoginFormCheck(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="no_login_form"
):
    """The page asks for no password: a log-in that fails with status 200 and the form again is a failure."""

    enabled: bool = True


class JsonKeysCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="json_keys"):
    """The JSON object has at least these top-level keys."""

    keys: tuple[str, ...]
    enabled: bool = True


class JsonCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="json"):
    """What stands at a JSONPath (RFC 9535) in the JSON answer: `equals`, written as JSON (`true`, `"ok"`, `0`); blanks
    and the order of keys do not matter. With `absent` nothing stands there, or null.
    """

    path: str
    equals: str = ""
    absent: bool = False
    enabled: bool = True


type Check = StatusCheck | TextCheck | HeaderCheck | RedirectCheck | NoLoginFormCheck | JsonKeysCheck | JsonCheck
