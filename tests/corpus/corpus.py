"""All targets of the corpus by name."""

from __future__ import annotations

from tests.corpus.django import Django
from tests.corpus.double_submit import DoubleSubmit
from tests.corpus.jsessionid import JSessionId
from tests.corpus.jwt_spa import JwtSpa
from tests.corpus.rails import Rails
from tests.corpus.target import Target
from tests.corpus.webforms import WebForms

TARGETS: dict[str, type[Target]] = {
    "rails": Rails,
    "django": Django,
    "webforms": WebForms,
    "jsessionid": JSessionId,
    "jwt_spa": JwtSpa,
    "double_submit": DoubleSubmit,
}

UNSOLVED: dict[str, str] = {}
"""What does not work yet, and why; see README.md."""
