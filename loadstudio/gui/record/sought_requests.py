"""Which requests of a recording in progress are looked for. Pure."""

from __future__ import annotations

from loadstudio.gui.sought import Sought, kind_of
from loadstudio.wire.recorder_messages import EntryCaptured


def is_sought(entry: EntryCaptured, sought: Sought) -> bool:
    """Tell whether a request is looked for: by what it is of, and by its method, address, state and media type."""
    if sought.is_all:
        return True
    failed = bool(entry.error) or entry.status >= 400 or (entry.finished and not entry.status)
    kind = kind_of(entry.mime_type, entry.resource_type)
    text = f"{entry.method} {entry.url} {entry.mime_type} {entry.resource_type}".lower()
    return sought.takes(kind, failed=failed) and sought.finds(text, entry.status)
