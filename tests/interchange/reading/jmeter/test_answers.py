"""Extractors and assertions of JMeter."""

from __future__ import annotations

import pytest

from loadstudio.interchange.reading.jmeter.patterns import between, literal_of, pattern_of, selector_of
from loadstudio.plan.model import Limit
from loadstudio.scenario.assertion import (
    Check,
    HeaderCheck,
    JsonCheck,
    JsonKeysCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    Extractor,
    HeaderSource,
    JsonSource,
    RegexSource,
    Source,
)
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.validate import problems
from tests.interchange.reading.jmeter.jmx import a_file, brought, element, group, read, request, variables


def regex(pattern: str, match: str = "1", template: str = "$1$", where: str = "false", **more: str | bool) -> str:
    return element(
        "RegexExtractor",
        "Take it",
        RegexExtractor__useHeaders=where,
        RegexExtractor__refname="x",
        RegexExtractor__regex=pattern,
        RegexExtractor__template=template,
        RegexExtractor__match_number=match,
        **more,
    )


def json(paths: str, names: str = "x", matches: str = "") -> str:
    return element(
        "JSONPostProcessor",
        "Take it",
        JSONPostProcessor__referenceNames=names,
        JSONPostProcessor__jsonPathExprs=paths,
        JSONPostProcessor__match_numbers=matches,
    )


def css(selector: str, attribute: str = "", match: str = "1") -> str:
    return element(
        "HtmlExtractor",
        "Take it",
        HtmlExtractor__refname="x",
        HtmlExtractor__expr=selector,
        HtmlExtractor__attribute=attribute,
        HtmlExtractor__match_number=match,
    )


def xpath(query: str) -> str:
    return element("XPathExtractor", "Take it", XPathExtractor__refname="x", XPathExtractor__xpathQuery=query)


@pytest.mark.parametrize(
    ("extractor", "source"),
    [
        (regex('name="t" value="([^"]+)"'), RegexSource(pattern='name="t" value="([^"]+)"')),
        (regex('value="(.+)"', "3"), RegexSource(pattern='(?-s:value="(.+)")', occurrence=2)),
        (regex("(a)(b)", template="$2$"), RegexSource(pattern="(?:a)(b)")),
        (regex(r"id=\d+", template="$0$"), RegexSource(pattern=r"(id=\d+)")),
        (regex(r"(?<n>x\(y)"), RegexSource(pattern=r"(?P<n>x\(y)")),
        (regex("Location: (.+)", where="true"), HeaderSource(name="Location")),
        (regex(r"Location:\s*/orders/(\d+)", where="true"), HeaderSource(name="Location", pattern=r"/orders/(\d+)")),
        (regex("Set-Cookie: sid=([^;]+);", where="true"), CookieSource(name="sid")),
        (json("$.data.id"), JsonSource(path="$.data.id")),
        (json("$.items[*].id", matches="3"), JsonSource(path="$.items[2].id")),
        (json("$.items[?(@.sku=='${id}')].id"), JsonSource(path="$.items[?(@.sku=='${id}')].id")),
        (css("input[name=t]", "value"), AttributeSource(selector="input[name=t]", attribute="value")),
        (
            css("a:contains(Buy)", "href", "2"),
            AttributeSource(selector="a:lexbor-contains(Buy)", attribute="href", occurrence=1),
        ),
        (xpath("//input[@name='t']/@value"), AttributeSource(selector='input[name="t"]', attribute="value")),
        (xpath("/order/id/text()"), AttributeSource(selector="order > id")),
        (
            element(
                "BoundaryExtractor",
                "B",
                BoundaryExtractor__refname="x",
                BoundaryExtractor__lboundary="id=(",
                BoundaryExtractor__rboundary=");",
            ),
            RegexSource(pattern=r"id=\((.*?)\);"),
        ),
        (element("kg.apc.JSONPathExtractor", "J", VAR="x", JSONPATH="$.a"), JsonSource(path="$.a")),
        (
            element("JMESPathExtractor", "J", JMESExtractor__referenceName="x", JMESExtractor__jmesPathExpr="a.b[0]"),
            JsonSource(path="$.a.b[0]"),
        ),
    ],
)
def test_extractors(extractor: str, source: Source) -> None:
    made = brought(variables(id="7"), request("/a", extractor), request("/b/${x}"))
    taking, _ = requests_of(made.scenario)
    assert taking.extractors == (Extractor(variable="x", sources=(source,)),)
    assert made.told == ()
    assert problems(made.scenario) == ()
    assert next(one for one in made.scenario.variables if one.name == "x").source_request_id == taking.id


@pytest.mark.parametrize(
    ("extractor", "says"),
    [
        (regex("(a)(b)", template="$1$-$2$"), ""),
        (regex(r"(\1a)(b)"), "its regular expression"),
        (regex("(a)", where="URL"), "that it looks at 'URL'"),
        (json("$.items[?(@.a=~/x/)]"), "its path"),
        (json("$.a.b", matches="2"), "the match 2"),
        (xpath("//a[last()]"), "its XPath"),
        (regex("(a)", "0"), "takes any of its matches"),
        (regex("(a)", RegexExtractor__default="NONE"), "does not have (1 extractor)"),
        (element("JSR223PostProcessor", "P", script="x.each { it }"), "more than is understood"),
        (element("RegExUserParameters", "U"), "RegExUserParameters 'U' in 'Shoppers / GET /a'."),
    ],
)
def test_what_extractors_have_no_words_for_is_told(extractor: str, says: str) -> None:
    made = brought(request("/a", extractor))
    assert says in "\n".join(made.told)
    assert bool(made.told) is bool(says)


def test_groups_and_matches_that_are_used_are_values_of_their_own() -> None:
    made = brought(request("/a", regex("(a)(b)", "-1", "$1$")), request("/${x_1}/${x_2_g2}/${x_matchNr}"))
    taking = requests_of(made.scenario)[0]
    assert {one.variable: one.sources for one in taking.extractors} == {
        "x_1": (RegexSource(pattern="(a)(?:b)"),),
        "x_2_g2": (RegexSource(pattern="(?:a)(b)", occurrence=1),),
    }


def test_several_values_of_one_json_extractor() -> None:
    made = brought(request("/a", json("$.a;$.b", "one;two", "1;1")))
    assert [(one.variable, one.sources) for one in requests_of(made.scenario)[0].extractors] == [
        ("one", (JsonSource(path="$.a"),)),
        ("two", (JsonSource(path="$.b"),)),
    ]


def asserted(field: str, kind: int, *texts: str, **more: str | bool) -> str:
    return element(
        "ResponseAssertion",
        "Ask",
        Assertion__test_field=f"Assertion.{field}",
        Assertion__test_type=kind,
        Asserion__test_strings=texts,
        **more,
    )


def json_path(path: str, **more: str | bool) -> str:
    return element("JSONPathAssertion", "Ask", JSON_PATH=path, **more)


@pytest.mark.parametrize(
    ("assertion", "checks"),
    [
        (asserted("response_code", 8, "201"), (StatusCheck(recorded=201, exact=True),)),
        (asserted("response_code", 1, r"2\d\d"), (StatusCheck(recorded=200),)),
        (asserted("response_code", 2, "200|201"), (StatusCheck(recorded=200),)),
        (asserted("response_code", 33, "200", "204"), (StatusCheck(recorded=200),)),
        (
            asserted("response_code", 1, r"\d+", Assertion__assume_success=True),
            (StatusCheck(recorded=200, enabled=False),),
        ),
        (asserted("response_data", 16, ""), ()),
        (asserted("response_data", 16, "Moss", "Fern"), (TextCheck(text="Moss"), TextCheck(text="Fern"))),
        (asserted("response_data", 20, "error"), (TextCheck(text="error", absent=True),)),
        (asserted("response_data", 2, r"Total: 5\.00"), (TextCheck(text="Total: 5.00"),)),
        (asserted("response_data", 1, "(?s).*Moss.*"), (TextCheck(text="Moss"),)),
        (asserted("response_headers", 16, "X-A: b"), (HeaderCheck(name="X-A", text="b"),)),
        (json_path("$.ok", JSONVALIDATION=True, EXPECTED_VALUE="true"), (JsonCheck(path="$.ok", equals="true"),)),
        (
            json_path("$.a.b", JSONVALIDATION=True, EXPECTED_VALUE="x", ISREGEX=True),
            (JsonCheck(path="$.a.b", equals='"x"'),),
        ),
        (json_path("$.a", EXPECT_NULL=True, JSONVALIDATION=True), (JsonCheck(path="$.a", absent=True),)),
        (json_path("$.a"), (JsonKeysCheck(keys=("a",)),)),
        (json_path("$.a", INVERT=True), (JsonCheck(path="$.a", absent=True),)),
    ],
)
def test_assertions(assertion: str, checks: tuple[Check, ...]) -> None:
    made = brought(request("/a", assertion))
    assert requests_of(made.scenario)[0].checks == checks
    assert made.told == ()


@pytest.mark.parametrize(
    "assertion",
    [
        asserted("response_code", 1, "200|302"),
        asserted("response_code", 12, "500"),
        asserted("response_data", 8, "all of it"),
        asserted("response_data", 2, r"Total: \d+"),
        asserted("response_data", 48, "a", "b"),
        asserted("response_data", 16, "Hello ${__UUID()}"),
        asserted("response_message", 8, "OK"),
        asserted("response_data", 16, "a", Assertion__scope="variable", Scope__variable="x"),
        json_path("$.a[?(@ =~ /x/)]"),
        json_path("$.a", JSONVALIDATION=True, EXPECTED_VALUE="a.*", ISREGEX=True),
        element("SizeAssertion", "Size", SizeAssertion__size="10"),
        element("XPathAssertion", "X", XPath__xpath="//form[@id='log-in']"),
        element("XPathAssertion", "X", XPath__xpath="//h1[not(contains(text(),'Sorry'))]"),
        element("XPath2Assertion", "X", XPath__xpath="//h1[text()='Sorry']", XPath__negate=True),
        element("XPath2Assertion", "X", XPath__xpath="count(//a[text()='x'])=2"),
        element("JSR223Assertion", "S", script="AssertionResult.setFailure(true)"),
        element("BeanShellAssertion", "S", script="Failure = x.length() > 0;"),
        element("BeanShellAssertion", "S", script="String problem = headerProblem();"),
    ],
)
def test_what_no_check_says_is_told(assertion: str) -> None:
    made = brought(request("/a", assertion))
    assert requests_of(made.scenario)[0].checks == ()
    assert len(made.told) == 1
    assert "in 'Shoppers / GET /a'" in made.told[0]


def test_the_nearest_status_counts_and_what_is_off_is_off() -> None:
    made = brought(
        asserted("response_code", 8, "200"),
        request(
            "/a",
            asserted("response_code", 8, "404"),
            asserted("response_data", 16, "x").replace('enabled="true"', 'enabled="false"'),
        ),
        request("/b"),
    )
    one, two = requests_of(made.scenario)
    assert one.checks == (StatusCheck(recorded=404, exact=True), TextCheck(text="x", enabled=False))
    assert two.checks == (StatusCheck(recorded=200, exact=True),)


def test_a_duration_is_a_limit_of_the_plan() -> None:
    made = read(a_file(group(request("/a", element("DurationAssertion", "Fast", DurationAssertion__duration="800")))))
    assert made.plan is not None
    assert Limit(metric="max", value=800, label="GET /a") in made.plan.limits


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("a\\.b", "a.b"),
        ("^a$", "a"),
        (".*a.*", "a"),
        ("(?s).*a.*", "a"),
        ("a|b", None),
        ("a.b", None),
        ("\\d", None),
        ("", ""),
    ],
)
def test_texts_in_regular_expressions(text: str, literal: str | None) -> None:
    assert literal_of(text) == literal


def test_patterns_and_selectors() -> None:
    assert between("a.", "b") == r"a\.(.*?)b"
    assert pattern_of("[(](a)", 1) == "[(](a)"
    assert pattern_of("(a", 1) is None
    assert selector_of("//div[@id='x' and @class]//a[2]/text()") == ('div[id="x"][class] a:nth-of-type(2)', "")
    assert selector_of("//*[@id]/@href") == ("[id]", "href")
    assert selector_of("count(//a)") is None


@pytest.mark.parametrize("kind", ["XPathAssertion", "XPath2Assertion"])
@pytest.mark.parametrize(
    "path", ["//title[text()='Our shop']", "//h1[contains(., 'Our shop')]", '/html//p[contains(text(),"Our shop")]']
)
def test_a_text_that_an_xpath_asks_for_may_stand_anywhere(kind: str, path: str) -> None:
    made = brought(request("/a", element(kind, "Title", XPath__xpath=path)))
    assert requests_of(made.scenario)[0].checks == (TextCheck(text="Our shop"),)
    assert made.told == (
        f"Where {kind} 'Title' in 'Shoppers / GET /a' looks: here its text may stand anywhere in the page.",
    )
