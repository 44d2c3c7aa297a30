"""The colours of the design by role, light and dark, read once from `resources/themes`.

What uses them is elsewhere: the theme chooses, widgets and charts paint.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from loadstudio.base.resources import resource_path
from loadstudio.base.typed import decode

Shade = Literal["light", "dark"]


class Tokens(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One shade of the design: each colour as `#RRGGBB`, named by its role."""

    name: Shade
    bg: str
    panel: str
    raised: str
    rail: str
    rail_text: str
    rail_chosen: str
    rail_mark: str
    text: str
    sub: str
    faint: str
    line: str
    soft: str
    hover: str
    accent: str
    accent_fill: str
    accent_tint: str
    on_fill: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str
    neutral_tint: str
    danger: str
    switch_off: str
    segment: str
    tooltip: str
    tooltip_text: str
    p50: str
    p95: str
    p99: str
    throughput: str
    fifth: str
    people_fill_percent: int

    def hex_of(self, token: str) -> str:
        """Return the `#RRGGBB` of a colour token. Raises KeyError when there is no such colour."""
        value = getattr(self, token, None)
        if not isinstance(value, str) or not value.startswith("#"):
            raise KeyError(f"There is no colour token '{token}'.")
        return value

    def colours(self) -> dict[str, str]:
        """Return all colour tokens with their `#RRGGBB`."""
        return {
            name: value
            for name in self.__struct_fields__
            if (value := getattr(self, name)) and str(value).startswith("#")
        }


@cache
def load_tokens(shade: Shade) -> Tokens:
    """Return the tokens of one shade."""
    return decode(resource_path(f"themes/{shade}.json").read_bytes(), Tokens)
