"""The main job with real parts, judged by what the shop itself counted and by what the PDF says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from loadstudio.base.units import count_text, milliseconds_text
from tests.system.main_job import MainJob, main_job

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]

USERS = 20
PASSES = 40


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainJob]:
    """The whole job, done once for all judgements."""
    folder = tmp_path_factory.mktemp("main-job")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOADSTUDIO_HOME", str(folder / "home"))
        yield main_job(folder, users=USERS, iterations=PASSES)


def test_the_recording_is_a_har_with_steps_and_what_the_person_did(job: MainJob) -> None:
    log = json.loads(job.recording.read_bytes())["log"]
    assert log["version"] == "1.2"
    titles = [page["title"] for page in log["pages"]]
    assert titles[1:3] == ["Log in", "Your account"]
    addresses = [entry["request"]["url"] for entry in log["entries"]]
    for part in ("/login", "/search?q=", "/cart/items", "/checkout", "/orders", "/logout", "/static/shop.css"):
        assert any(part in address for address in addresses), part
    assert not list(job.folder.glob("*.part"))


def test_every_value_that_changes_is_told_in_a_sentence(job: MainJob) -> None:
    for part in ("hidden form token", "access token", "cart number", "order token", "order number", "test data"):
        assert part in job.words["import"], part


def test_the_shop_counted_every_order_once_and_rejected_nothing(job: MainJob) -> None:
    facts = job.facts
    assert facts["orders"] == PASSES
    assert facts["orderers"] == USERS
    assert set(facts["orders_per_user"].values()) == {PASSES // USERS}
    assert facts["logouts"] == PASSES
    refusals = {name: facts[name] for name in ("rejected_tokens", "rejected_jwts", "refused_carts", "failed_logins")}
    assert not any(refusals.values()), refusals


def test_the_summary_agrees_with_the_shop(job: MainJob) -> None:
    summary = job.summary
    assert summary["iterations"] == {"completed": PASSES, "failed": 0, "dropped": 0}
    assert summary["users_max"] == USERS
    assert summary["requests"]["failed"] == 0
    labels = {(label["kind"], label["label"]): label for label in summary["labels"]}
    assert labels["request", "POST /login"]["count"] == PASSES
    assert labels["transaction", "Log in"]["count"] == PASSES
    requests = sum(label["count"] for label in summary["labels"] if label["kind"] == "request")
    assert requests == summary["requests"]["count"]
    assert summary["latency_ms"]["p50"] > 0
    assert summary["limits"] == [{"rule": "errors<1%", "value": 0.0, "passed": True}]


def test_the_report_says_what_the_summary_says(job: MainJob) -> None:
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(job.report).pages).split())
    assert count_text(job.summary["requests"]["count"]) in text
    assert milliseconds_text(job.summary["latency_ms"]["p95"]) in text
    for step in ("Log in", "Checkout", "Thank you"):
        assert step in text, step


def test_nothing_secret_stands_in_scenario_results_or_report(job: MainJob) -> None:
    run_folders = list((job.folder / "home" / "runs").iterdir())
    assert len(run_folders) == 1
    files = [job.scenario, *run_folders[0].iterdir()]
    assert any(file.suffix == ".sqlite" for file in files)
    for file in files:
        content = file.read_bytes()
        assert b"secret-0" not in content, file
    assert "secret-0" not in " ".join(page.extract_text() for page in PdfReader(job.report).pages)


def test_the_users_file_is_the_persons(job: MainJob) -> None:
    assert len(job.users_csv.read_text().splitlines()) == USERS + 1
    assert isinstance(job.report, Path)
