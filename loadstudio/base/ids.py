"""Identities: short, unique, readable, safe as file names and in URLs."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l: ids are read aloud and typed


def new_id(prefix: str = "") -> str:
    """Return a new identity such as `req-7k2m9xqa`; 8 random symbols, 39 bits."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{prefix}-{body}" if prefix else body


def run_id(started: datetime) -> str:
    """Return the identity of a run, sortable by its start: `20261122-211503-7k2m`."""
    return f"{started:%Y%m%d-%H%M%S}-{new_id()[:4]}"


def slug(text: str, fallback: str = "untitled") -> str:
    """Return `text` as a file-name part: lower-case ASCII words joined by `-`, at most 60 characters."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-zA-Z0-9]+", "-", ascii_text).strip("-").lower()
    return words[:60].rstrip("-") or fallback
