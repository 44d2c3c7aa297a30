"""A value of a JSON schema, as an API description has it: examples where there are some, else the smallest that
fits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FORMATS = {
    "date": "2026-01-15", "date-time": "2026-01-15T12:00:00Z", "email": "mia@shop.example",
    "uuid": "3f2b8f3e-8a1c-4f6e-9d2a-5b7c1e0f4a6d",
    "uri": "https://shop.example/", "ipv4": "192.0.2.1", "password": "secret", "byte": "bW9zcw==", "time": "12:00:00",
}  # fmt: skip
_DEEPEST = 8


class Samples:
    """Makes values of the schemas of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    def resolved(self, value: Any) -> Any:
        """Return what a `$ref` leads to within the document; None where it leads elsewhere or nowhere."""
        for _ in range(20):
            if not isinstance(value, dict) or "$ref" not in value:
                return value
            reference = str(value["$ref"])
            if not reference.startswith("#/"):
                return None
            value = self._document
            for step in reference[2:].split("/"):
                key = step.replace("~1", "/").replace("~0", "~")
                value = value.get(key) if isinstance(value, dict) else None
        return None

    def of(self, schema: Any, depth: int = 0) -> Any:  # noqa: PLR0911 - one for each kind
        """Return a value that fits, None where nothing is said."""
        schema = self.resolved(schema)
        if not isinstance(schema, dict) or depth > _DEEPEST:
            return None
        for key in ("example", "default", "const"):
            if key in schema:
                return schema[key]
        for key in ("examples", "enum"):
            if isinstance(schema.get(key), list) and schema[key]:
                return schema[key][0]
        for key in ("oneOf", "anyOf"):
            if schema.get(key):
                return self.of(schema[key][0], depth + 1)
        if schema.get("allOf"):
            parts = [self.of(part, depth + 1) for part in schema["allOf"]]
            merged = {name: value for part in parts if isinstance(part, dict) for name, value in part.items()}
            return merged if merged else next((part for part in parts if part is not None), None)
        kind = schema.get("type")
        kind = next((one for one in kind if one != "null"), None) if isinstance(kind, list) else kind
        if kind == "object" or "properties" in schema:
            return self._object(schema, depth)
        if kind == "array":
            return [self.of(schema.get("items"), depth + 1)]
        return self._plain(kind, schema)

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        members = schema.get("properties") or {}
        shown = {name: self.resolved(member) for name, member in members.items()}
        return {
            name: self.of(member, depth + 1)
            for name, member in shown.items()
            if isinstance(member, dict) and not member.get("readOnly")
        }

    def _plain(self, kind: Any, schema: Mapping[str, Any]) -> Any:
        if kind in ("integer", "number"):
            least = schema.get("minimum", 1)
            return least if isinstance(least, int | float) else 1
        if kind == "boolean":
            return True
        if kind != "string":
            return None
        text = _FORMATS.get(str(schema.get("format")), "text")
        least, most = schema.get("minLength", 0), schema.get("maxLength")
        text += "x" * (least - len(text)) if isinstance(least, int) else ""
        return text[:most] if isinstance(most, int) else text
