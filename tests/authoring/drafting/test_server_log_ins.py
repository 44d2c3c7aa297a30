"""A log-in that the server asked the browser for: requests with a log-in, its name and password test data."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence

import msgspec
import pytest

from loadstudio.authoring.drafting.server_log_ins import found_log_ins
from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.http_types.headers import Headers
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import BasicAuth, DataSource, DigestAuth, requests_of
from tests.support.recordings import RecordingBuilder

USERS = DataSource(
    name="users",
    file="shop.users.csv",
    columns=("username", "password"),
    secret_columns=("password",),
)
OF_USERS = {"username": "${users.username}", "password": "${users.password}"}
DIGEST = 'Digest username="%s", realm="r", nonce="n%d", uri="/", response="0123456789abcdef0123456789abcdef"'


def basic(pair: str) -> Headers:
    return (("Authorization", "Basic " + base64.b64encode(pair.encode()).decode()),)


def asks(scheme: str = 'Basic realm="shop"') -> Headers:
    return (("WWW-Authenticate", scheme), ("Content-Type", "text/html"))


def refused(builder: RecordingBuilder, path: str, headers: Headers = (), scheme: str = 'Basic realm="shop"') -> None:
    builder.send("GET", path, status=401, headers=headers, answer="Who are you?", answer_headers=asks(scheme))


def imported(builder: RecordingBuilder) -> ImportResult:
    return scenario_from(builder.recording(), name="Shop", recording_file="shop.har")


def auths(result: ImportResult) -> list[object]:
    return [request.auth for request in requests_of(result.scenario)]


def sentences(result: ImportResult, kinds: Iterable[str] = ("log_in",)) -> list[str]:
    return [finding.sentence for finding in result.findings if finding.kind in kinds]


def test_a_basic_log_in_is_one_request_with_test_data() -> None:
    builder = RecordingBuilder()
    refused(builder, "/in")
    builder.get("/in", "<title>In</title>", headers=basic("mia:s3:cret"))
    builder.send("GET", "/data", headers=basic("mia:s3:cret"), resource_type="fetch")
    builder.get("/open", "<title>Open</title>")
    result = imported(builder)
    requests = requests_of(result.scenario)
    assert [request.url.removeprefix("http://shop.test") for request in requests] == ["/in", "/data", "/open"]
    assert auths(result) == [BasicAuth(**OF_USERS), BasicAuth(**OF_USERS), None]
    assert not any(field.name == "Authorization" for request in requests for field in request.headers)
    assert result.scenario.data_sources == (USERS,)
    assert result.tables[0].rows == (("mia", "s3:cret"),)
    assert requests[0].recorded is not None
    assert requests[0].recorded.status == 200
    assert sentences(result) == [
        "The site asked the browser to log in at Home. User name and password are test data now: shop.users.csv. "
        "Add a row for each account that may be used."
    ]


def test_a_password_in_the_first_address_is_not_kept() -> None:
    builder = RecordingBuilder()
    builder.get("/in", headers=basic("mia:right"))
    recording = msgspec.structs.replace(builder.recording(), start_url="http://mia:right@shop.test/in")
    assert scenario_from(recording, name="Shop", recording_file="x").scenario.start_url == "http://shop.test/in"


def test_wrong_tries_are_left_out_and_a_log_in_that_was_given_up_stays() -> None:
    builder = RecordingBuilder()
    refused(builder, "/in")
    refused(builder, "/in", headers=basic("mia:oops"))
    builder.get("/in", headers=basic("mia:right"))
    refused(builder, "/other", headers=basic("mia:right"))
    result = imported(builder)
    assert [request.recorded.status for request in requests_of(result.scenario) if request.recorded] == [200, 401]
    assert result.tables[0].rows == (("mia", "right"),)


def test_a_password_that_only_a_proof_was_sent_of_is_asked_for() -> None:
    builder = RecordingBuilder()
    refused(builder, "/in", scheme='Digest realm="r", nonce="n0", qop="auth"')
    builder.get("/in", headers=(("Authorization", DIGEST % ("mia", 0)),))
    refused(
        builder,
        "/in/2",
        headers=(("Authorization", DIGEST % ("mia", 0)),),
        scheme='Digest realm="r", nonce="n1", stale=true',
    )
    builder.get("/in/2", headers=(("Authorization", DIGEST % ("mia", 1)),))
    result = imported(builder)
    assert auths(result) == [DigestAuth(**OF_USERS)] * 2
    assert result.tables[0].rows == (("mia", ""),)
    (sentence,) = sentences(result)
    assert (
        "The recording cannot hold the password, since browsers send only a proof (Digest): type it there." in sentence
    )


def test_names_of_digest_that_are_spelled_otherwise() -> None:
    for said, name in (("username*=UTF-8''zo%C3%AB", "zo\u00eb"), (f'username="{"0" * 32}", userhash=true', "")):
        builder = RecordingBuilder()
        builder.get("/in", headers=(("Authorization", f'Digest {said}, realm="r", nonce="n", uri="/", response="x"'),))
        assert imported(builder).tables[0].rows == ((name, ""),)


def test_what_a_script_sends_unasked_is_no_log_in_of_the_browser() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    sent = "grant_type=client_credentials"
    builder.send("POST", "/token", headers=basic("client:secret"), body=sent, resource_type="fetch")
    result = imported(builder)
    assert auths(result) == [None, None]
    assert result.scenario.data_sources == ()
    assert any(field.name == "Authorization" for field in requests_of(result.scenario)[1].headers)


def test_several_people_and_a_form_with_the_same_account() -> None:
    builder = RecordingBuilder()
    builder.form("/login", {"username": "mia", "password": "s3cret-word"}, location="/in")
    for pair in ("mia:s3cret-word", "tom:other-word"):
        refused(builder, "/in")
        builder.get("/in", headers=basic(pair))
    result = imported(builder)
    assert [source.name for source in result.scenario.data_sources] == ["users", "users_2"]
    assert auths(result)[-2:] == [
        BasicAuth(**OF_USERS),
        BasicAuth(username="${users_2.username}", password="${users_2.password}"),
    ]
    assert [table.rows[0][0] for table in result.tables] == ["mia", "tom"]


def test_other_ways_to_log_in_are_told() -> None:
    builder = RecordingBuilder()
    builder.get("/", headers=(("Authorization", "NTLM TlRMTVNTUAABAAAA"),))
    (sentence,) = sentences(imported(builder), ("left_out",))
    assert "NTLM" in sentence


def _by_script(pair: str, page: str) -> ImportResult:
    builder = RecordingBuilder()
    builder.get("/", page)
    builder.page("Orders").send("GET", "/orders", headers=basic(pair), resource_type="fetch")
    builder.send("POST", "/orders", headers=basic(pair), resource_type="fetch")
    return imported(builder)


def test_what_a_script_sends_unasked_is_a_log_in() -> None:
    result = _by_script("mia:s3:cret", "<title>Shop</title><script src=app.js></script>")
    assert auths(result) == [None, BasicAuth(**OF_USERS), BasicAuth(**OF_USERS)]
    assert result.tables[0].rows == (("mia", "s3:cret"),)
    assert sentences(result) == [
        "A script of the page logged in at Orders. User name and password are test data now: shop.users.csv. "
        "Add a row for each account that may be used."
    ]


def test_the_secret_of_an_application_is_no_log_in() -> None:
    encoded = base64.b64encode(b"web:app-secret").decode()
    for page in ('<script>login("web", "app-secret")</script>', f"<script>const key='{encoded}'</script>"):
        assert auths(_by_script("web:app-secret", page)) == [None, None, None]


def _token_that_ran_out(again_status: int, challenge: str = "Bearer") -> Sequence[Entry]:
    builder = RecordingBuilder()
    builder.page("In").api("POST", "/login", {"name": "mia"}, got={"token": "a8f3Kq91ZxW0p7"})
    refused = {"status": 401, "answer_headers": (("WWW-Authenticate", challenge),)}
    builder.page("Wet").api("POST", "/water", {"how": "can"}, headers=(("Authorization", "Bearer old"),), **refused)
    builder.api("POST", "/refresh", got={"token": "b8f3Kq91ZxW0p7"})
    builder.api("POST", "/water", {"how": "can"}, headers=(("Authorization", "Bearer new"),), status=again_status)
    return builder.recording().entries


def test_what_a_script_asked_once_more_with_a_token_renewed_is_sent_once() -> None:
    entries = _token_that_ran_out(200)
    assert found_log_ins(entries).tries == {entries[1].id}


@pytest.mark.parametrize(("status", "challenge"), [(401, "Bearer"), (403, "Bearer"), (200, "Negotiate")])
def test_what_was_refused_again_or_for_another_reason_stays(status: int, challenge: str) -> None:
    assert found_log_ins(_token_that_ran_out(status, challenge)).tries == frozenset()
