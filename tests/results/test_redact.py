"""Test data marked secret is in nothing that is kept of an exchange, however it was spelled on the way."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, quote_plus

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.plan.run_spec import DataTable, RunSpec, ScenarioShare
from loadstudio.results import redact
from loadstudio.results.redact import HIDDEN, Redactor
from loadstudio.scenario.model import DataSource, Field, HttpRequest, Scenario, Step

SECRETS = ("s3cret-001", "p@ss w/ord+1&x=2", 'quo"te\\d, "twice"', "pässwörd")


@pytest.fixture
def redactor() -> Redactor:
    source = DataSource(name="users", file="u.csv", columns=("username", "password"), secret_columns=("password",))
    table = DataTable(name="users", columns=source.columns, rows=tuple(("mia", secret) for secret in SECRETS))
    return Redactor(
        RunSpec(
            run_id="r",
            name="r",
            shares=(ScenarioShare(scenario=Scenario(id="s", name="s", data_sources=(source,)), data=(table,)),),
            load=ClosedLoad(stages=(Stage(target=1, duration_s=1),)),
            limits=(),
            workers=1,
            results_dir="",
        )
    )


@pytest.mark.parametrize("secret", SECRETS)
def test_it_is_hidden_in_address_headers_bodies_and_values_taken(redactor: Redactor, secret: str) -> None:
    exchange = Exchange(
        request_id="r1",
        label="GET /",
        step="Home",
        method="POST",
        url=f"http://shop.test/by/{quote(secret, safe='')}/x?first={quote_plus(secret)}",
        request_headers=(("X-Key", quote(secret, safe="")),),
        request_body=f"answer={quote_plus(secret)}&name=mia".encode(),
        response_headers=(("X-Said", json.dumps({"was": secret})),),
        response_body=json.dumps({"list": [secret, "mia"], "nested": {"deep": secret}}, ensure_ascii=False).encode(),
        taken=(("something", secret if " " not in secret else quote_plus(secret)),),
    )
    kept = redactor(exchange)
    text = msgspec.json.encode(msgspec.structs.replace(kept, request_body=b"", response_body=b"")).decode()
    text += kept.request_body.decode() + kept.response_body.decode()
    for spelling in (secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret, ensure_ascii=False)[1:-1]):
        assert spelling not in text, spelling
    assert HIDDEN in kept.url
    assert HIDDEN.encode() in kept.request_body
    assert kept.response_body.count(HIDDEN.encode()) == 2
    assert b"mia" in kept.request_body
    assert b"mia" in kept.response_body


_spellings = st.sampled_from(SECRETS).flatmap(
    lambda secret: st.sampled_from((secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)))
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_spellings | st.text(alphabet="ab\"\\'<>&=,;?/:# +%", max_size=8), max_size=6).map("".join))
def test_a_text_passed_over_quickly_holds_nothing_to_hide(redactor: Redactor, text: str) -> None:
    """The sets find whatever the look at each word finds."""
    word_by_word = redact._WORD.sub(redactor._word_hidden, text)
    assert redactor._known_hidden(text) == word_by_word


@pytest.mark.parametrize("secret", ["s3", "s3cret token/+&=", "prefix.of.another"])
def test_a_secret_of_the_environment_is_hidden_wherever_it_stands(secret: str) -> None:
    request = HttpRequest(
        id="r",
        name="r",
        method="GET",
        url="http://shop.test/",
        headers=(Field(name="X-Key", value="v1-${env('KEY')|base64|upper}"),),
    )
    scenario = Scenario(id="s", name="s", steps=(Step(id="s1", name="s1", children=(request,)),))
    hide = Redactor(
        RunSpec(
            run_id="r",
            name="r",
            shares=(ScenarioShare(scenario=scenario),),
            load=ClosedLoad(stages=(Stage(target=1, duration_s=1),)),
            limits=(),
            workers=1,
            results_dir="",
            secrets={"KEY": secret, "UNUSED": "x9"},
        )
    )
    encoded = base64.b64encode(secret.encode()).decode()
    kept = hide(
        Exchange(
            request_id="r1",
            label="GET /",
            step="Home",
            method="GET",
            url=f"http://shop.test/a{quote(secret, safe='')}b",
            request_headers=(("X-Key", f"v1-{encoded.upper()}"), ("X-Plain", f"a{secret}b")),
            request_body=f"k=a{quote_plus(secret)}b;{encoded}".encode(),
            response_body=json.dumps({"echo": f"you said {secret}!"}).encode(),
        )
    )
    text = msgspec.json.encode(msgspec.structs.replace(kept, request_body=b"", response_body=b"")).decode()
    text += kept.request_body.decode() + kept.response_body.decode()
    for spelling in (secret, quote(secret, safe=""), quote_plus(secret), encoded, encoded.upper()):
        assert spelling not in text.replace(HIDDEN, ""), spelling
    assert kept.url == f"http://shop.test/a{HIDDEN}b"
