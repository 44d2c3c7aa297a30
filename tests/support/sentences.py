"""The catalogues of sentences as they lie in resources."""

from __future__ import annotations

import msgspec

from loadstudio.base.resources import resource_path


def translations_of(language: str) -> dict[str, str]:
    """Return the patterns of a language with their translations."""
    path = resource_path(f"languages/sentences_{language}.json")
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
