"""Locust without its web page: importing Flask and all that comes with it would take half a second of every
process of every run, and nothing here shows that page.
"""

from __future__ import annotations

import sys
from types import ModuleType


class _NoWebPage:
    """Stands where Locust looks for `locust.web.WebUI`."""


def leave_out_web_page() -> None:
    """To be called before anything of Locust is imported."""
    web = ModuleType("locust.web")
    web.WebUI = _NoWebPage  # type: ignore[attr-defined]  # the one name that Locust takes from there
    sys.modules.setdefault("locust.web", web)
