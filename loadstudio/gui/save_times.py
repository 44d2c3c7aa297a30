"""When what was changed is saved, for all files that save themselves."""

from __future__ import annotations

SAVE_AFTER_MS = 800
"""After the last change: typing is one save."""

TRY_AGAIN_AFTER_MS = 5_000
"""After a save that failed: room is made, or a stick is put back."""
