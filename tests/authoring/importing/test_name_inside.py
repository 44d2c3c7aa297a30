"""Pages that are called after their owner: the user name inside a longer sent value."""

from __future__ import annotations

import pytest

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.validate import templates_of
from tests.support.recordings import RecordingBuilder

LOG_IN = "<form action=/login method=post><input name=user><input type=password name=password></form>"


def _logged_in(user: str) -> RecordingBuilder:
    builder = RecordingBuilder()
    builder.get("/login", LOG_IN)
    builder.form("/login", {"user": user, "password": "Secret-1"}, location="/")
    return builder


def _sent(builder: RecordingBuilder) -> str:
    result: ImportResult = scenario_from(builder.recording(), name="x", recording_file="x.har")
    return " ".join(templates_of(requests_of(result.scenario)[-1]))


@pytest.mark.parametrize(
    ("user", "address", "sent"),
    [
        ("mia42", "/doku.php?id=user:mia42", "user:${users.username|url}"),
        ("mia42", "/doku.php?id=user%3Amia42", "user:${users.username}"),
        ("mia42", "/~mia42/notes", "/~${users.username|url}/notes"),
        ("mia", "/wiki/User:mia", "/wiki/User:${users.username|url}"),
        ("mia", "/@mia", "/@${users.username|url}"),
        ("mia42", "/go?to=%2Fuser%2Fpages%2Fmia42.html", "/user/pages/${users.username"),
    ],
)
def test_a_page_of_the_persons_own_is_each_users_own(user: str, address: str, sent: str) -> None:
    builder = _logged_in(user)
    builder.get(address)
    assert sent in _sent(builder)


def test_a_form_says_whose_page_it_changes() -> None:
    builder = _logged_in("mia42")
    builder.form("/save", {"page": "user:mia42", "text": "By mia42, for all"}, location="/")
    assert "user:${users.username} By ${users.username}, for all" in _sent(builder).replace("page ", "").replace(
        "text ", ""
    )


@pytest.mark.parametrize(
    ("user", "address"),
    [
        ("plant", "/plant-list"),  # a word that may mean anything
        ("mia", "/miami"),
        ("mia42", "/mia421"),
        ("mia42", "/file_mia42_x"),
    ],
)
def test_a_word_that_only_looks_like_the_name_stays(user: str, address: str) -> None:
    builder = _logged_in(user)
    builder.get(address)
    assert "${users" not in _sent(builder)


def test_a_signed_value_is_taken_whole_from_its_answer() -> None:
    builder = _logged_in("mia42")
    signed = "mia42.Zk3v9Qp1x8Wd"
    builder.get("/form", f'<form action=/save method=post><input type=hidden name=ticket value="{signed}"></form>')
    builder.form("/save", {"ticket": signed}, location="/")
    assert "${ticket}" in _sent(builder)
