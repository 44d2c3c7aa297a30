"""The administration of Django itself, as it is installed: masked tokens, new ids in paths, rows with management forms."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from playwright.sync_api import Page

from tests.corpus.application import Application
from tests.corpus.journeys import go
from tests.corpus.target import PASSWORD, USER

_JOURNEYS = """
    SELECT username, count(*) FROM garden_plant AS plant
    JOIN garden_care AS care ON care.plant_id = plant.id AND care.note = 'watered'
    JOIN django_admin_log AS log ON log.object_id = plant.id AND log.action_flag = 2
    JOIN auth_user AS user ON user.id = log.user_id
    WHERE plant.name = 'Fern & Söhne' AND plant.height = 40 GROUP BY username
"""
_DELETIONS = ("garden_care", "garden_plant", "django_admin_log")


class DjangoAdmin(Application):
    """A plant is added, then changed together with a row of care below it; the database tells by whom."""

    start: ClassVar[str] = "/admin/"
    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"csrfmiddlewaretoken", "plant_id"})

    def command(self) -> Sequence[str]:
        """See the base class."""
        return (sys.executable, "-m", "tests.corpus.garden", str(self.folder))

    def walk(self, page: Page) -> None:
        """Log in, add a plant, change it, log out."""
        go(page, "[type=submit]", fill=[("[name=username]", USER), ("[name=password]", PASSWORD)])
        go(page, "#content-main a[href='/admin/garden/plant/add/']")
        go(page, "[name=_continue]", fill=[("[name=name]", "Fern & Söhne")])
        go(page, "[name=_save]", fill=[("[name=height]", "40"), ("[name=care_set-0-note]", "watered")])
        go(page, "#logout-form button")
        self.look()

    def look(self) -> None:
        """Count the plants that were added and changed, by user."""
        with contextlib.closing(sqlite3.connect(self.folder / "garden.sqlite", timeout=20)) as database:
            self.done = Counter(dict(database.execute(_JOURNEYS)))

    def reset(self) -> None:
        """Empty the garden."""
        super().reset()
        with contextlib.closing(sqlite3.connect(self.folder / "garden.sqlite", timeout=20)) as database, database:
            for table in _DELETIONS:
                database.execute(f"DELETE FROM {table}")
