"""Requests of JMeter, judged by what is sent."""

from __future__ import annotations

import pytest

from loadstudio.scenario.model import (
    BasicAuth,
    BinaryBody,
    DigestAuth,
    Field,
    FileBody,
    FormBody,
    MultipartBody,
    Part,
    requests_of,
)
from loadstudio.scenario.validate import problems
from tests.interchange.reading.jmeter.jmx import brought, element, headers, inner, request, variables, within
from tests.interchange.wire import sent


def test_a_request_with_all_that_applies_to_it() -> None:
    language = within("HTTPArgument", "lang", Argument__value="de")
    defaults = (
        '<ConfigTestElement guiclass="HttpDefaultsGui" testclass="ConfigTestElement" testname="D" enabled="true">'
        '<stringProp name="HTTPSampler.domain">${host}</stringProp>'
        '<stringProp name="HTTPSampler.port">8443</stringProp>'
        '<stringProp name="HTTPSampler.protocol">https</stringProp>'
        + inner("HTTPsampler.Arguments", "Arguments", "Arguments.arguments", [language])
        + "</ConfigTestElement><hashTree/>"
    )
    made = brought(
        variables(host="shop.test", trace="t-1"),
        defaults,
        headers(User_Agent="JMeter", X_Trace="${trace}"),
        request(
            "/cart?id=7&amp=1",
            headers(user_agent="Own", X_Off="no", enabled=True),
            arguments={"q": "a b&c", "n": "1"},
            domain="",
            protocol="",
        ),
    )
    assert made.told == ()
    assert problems(made.scenario) == ()
    (text,) = sent(made.scenario)
    assert text.startswith("GET /cart?id=7&amp=1&q=a+b%26c&n=1&lang=de HTTP/1.1\r\n")
    assert "Host: shop.test:8443\r\n" in text
    assert "X-Trace: t-1\r\n" in text
    assert "user-agent: Own\r\n" in text
    assert "JMeter" not in text, "the nearer header counts"
    assert made.scenario.start_url == "https://shop.test:8443/cart"


def test_bodies() -> None:
    made = brought(
        request("/form", method="POST", arguments={"a": "1 2", "b": "${__urlencode(x y)}"}),
        request("/coded", method="POST", arguments={"a": "1%202"}, encode=False),
        request("/raw", headers(Content_Type="application/json"), method="PUT", raw='{"id": "${id}", "cost": "$5"}'),
        request("/bare", method="POST"),
        variables(id="7"),
    )
    form, coded, raw, bare = sent(made.scenario)
    assert form.endswith("\r\n\r\na=1+2&b=x%2By")
    assert "Content-Type: application/x-www-form-urlencoded\r\n" in form
    assert coded.endswith("\r\n\r\na=1%202")
    assert raw.endswith('\r\n\r\n{"id": "7", "cost": "$5"}')
    assert bare.startswith("POST /bare ")
    first = requests_of(made.scenario)[0].body
    assert isinstance(first, FormBody)
    assert first.fields[0] == Field(name="a", value="1 2")


def _file(path: str, name: str = "", kind: str = "") -> str:
    one = within("HTTPFileArg", path, File__path=path, File__paramname=name, File__mimetype=kind)
    return inner("HTTPsampler.Files", "HTTPFileArgs", "HTTPFileArgs.files", [one])


def test_files() -> None:
    made = brought(
        request("/a", method="POST", more=_file("in/leaf.png", "photo", "image/png"), arguments={"note": "hi"}),
        request("/b", method="PUT", more=_file("in/leaf.png")),
        request("/c", method="PUT", more=_file(r"C:\tests\missing.bin")),
        files={"in/leaf.png": b"\x89leaf"},
    )
    one, two, three = (each.body for each in requests_of(made.scenario))
    assert isinstance(one, MultipartBody)
    photo = Part(name="photo", file_name="leaf.png", content_type="image/png", content=b"\x89leaf")
    assert one.parts == (Part(name="note", text="hi"), photo)
    assert two == BinaryBody(content=b"\x89leaf")
    assert three == FileBody(path="missing.bin")
    assert len(made.told) == 1
    assert r"C:\tests\missing.bin of 'Shoppers / PUT /c'" in made.told[0]


def test_the_address_may_stand_in_the_path_or_in_a_value() -> None:
    made = brought(
        variables(base="http://api.test:81/v2", part="x"),
        request("https://other.test/a?b=1", domain="", protocol=""),
        request("${base}/c/${part}", domain="", protocol=""),
        request("no-slash", protocol="", port="80"),
    )
    assert [text.partition(" HTTP")[0] for text in sent(made.scenario)] == [
        "GET /a?b=1",
        "GET /v2/c/x",
        "GET /no-slash",
    ]
    urls = [one.url for one in requests_of(made.scenario)]
    assert urls == ["https://other.test/a", "http://api.test:81/v2/c/${part}", "http://shop.test/no-slash"]


def test_an_address_that_is_not_there_is_told() -> None:
    made = brought(request("/a", domain=""))
    assert requests_of(made.scenario)[0].url == "https://localhost/a"
    assert made.told[0].startswith("The address of the site is not in the test plan (in 'Shoppers / GET /a').")


def _log_in(url: str, mechanism: str = "", name: str = "Log-ins") -> str:
    given = {"Authorization__mechanism": mechanism} if mechanism else {}
    entry = within(
        "Authorization", "", Authorization__url=url, Authorization__username="ann", Authorization__password="p", **given
    )
    return element("AuthManager", name, AuthManager__auth_list=[entry])


@pytest.mark.parametrize(
    ("manager", "auth", "told"),
    [
        (_log_in("https://shop.test/", "BASIC"), BasicAuth(username="ann", password="p"), 0),
        (_log_in("https://shop.test/a", "DIGEST"), DigestAuth(username="ann", password="p"), 0),
        (_log_in("", "BASIC_DIGEST"), BasicAuth(username="ann", password="p"), 1),
        (_log_in("https://elsewhere.test/", "BASIC"), None, 0),
        (_log_in("https://shop.test/", "KERBEROS"), None, 1),
        (headers(Authorization="Basic YW5uOnA="), BasicAuth(username="ann", password="p"), 0),
        (headers(Authorization="Basic ${__base64Encode(ann:p)}"), BasicAuth(username="ann", password="p"), 0),
        (headers(Authorization="Bearer x"), None, 0),
    ],
)
def test_log_ins(manager: str, auth: object, told: int) -> None:
    made = brought(request("/a", manager))
    assert requests_of(made.scenario)[0].auth == auth
    assert len(made.told) == told


def test_what_is_off_stays_off() -> None:
    made = brought(
        request("/a", headers(X_Off="1", enabled=False)),
        request("/b", enabled=False),
        element("TransactionController", "Off", request("/c"), enabled=False),
        element("SyncTimer", "Not told, since it is off", enabled=False),
    )
    one, two, three = requests_of(made.scenario)
    assert one.headers == (Field(name="X-Off", value="1", enabled=False),)
    assert (one.enabled, two.enabled, three.enabled) == (True, False, True)
    assert not made.scenario.steps[2].enabled
    assert made.told == ()


def test_what_jmeter_does_by_itself_is_told() -> None:
    made = brought(
        request("/a", follow_redirects=True, image_parser=True, use_keepalive=False),
        request("/b", follow_redirects=True),
        request("/c", headers(Host="x"), follow_redirects=True, enabled=False),
    )
    told = "\n".join(made.told)
    assert "redirects are followed (2 requests)" in told
    assert "styles and scripts of pages are fetched (1 request)" in told
    assert "connections are closed after 1 request" in told
    assert "The header Host of 'Shoppers / GET /c'" in told
    assert "cookies" not in told


def test_cookies_of_the_plan_itself() -> None:
    listed = [
        within("Cookie", "seen", Cookie__value="${v}", Cookie__domain=".shop.test"),
        within("Cookie", "other", Cookie__value="1", Cookie__domain="elsewhere.test"),
    ]
    made = brought(request("/a", element("CookieManager", "C", CookieManager__cookies=listed)), variables(v="1"))
    assert "Cookie: seen=1\r\n" in sent(made.scenario)[0]


def test_a_request_elsewhere_than_by_http_is_told() -> None:
    made = brought(request("/x", protocol="file"), request("/a"), element("JDBCSampler", "Query"))
    assert len(requests_of(made.scenario)) == 1
    assert "'Shoppers / GET /x': it goes to an address of the kind 'file'." in made.told[0]
    assert "JDBCSampler 'Query' in 'Shoppers': it sends nothing by HTTP." in made.told
