"""Scenarios of all kinds that a test plan of JMeter can hold, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from loadstudio.scenario.assertion import (
    Check,
    HeaderCheck,
    JsonCheck,
    JsonKeysCheck,
    NoLoginFormCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    Extractor,
    HeaderSource,
    InputSource,
    JsonSource,
    RegexSource,
)
from loadstudio.scenario.model import (
    BasicAuth,
    BinaryBody,
    Choice,
    Comparison,
    DigestAuth,
    Field,
    FormBody,
    HttpRequest,
    If,
    Loop,
    Node,
    Scenario,
    Step,
    TextBody,
    ThinkTime,
    Variable,
)
from loadstudio.scenario.template import Hole, unparse

SITE = "https://shop.test"
_WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)
_PLAIN = st.text("abcXYZ019-_", min_size=1, max_size=8)
_HOLES = st.sampled_from(
    (
        Hole("token"), Hole("token", ("upper",)), Hole("token", ("base64",)), Hole("token", ("sha256", "upper")),
        Hole("token", ("before('a ')", "after('\"z')", "md5")), Hole("key"), Hole("stamp"), Hole("uuid()"),
        Hole("random_int(1,6)"), Hole("random_string(4,'abc')"), Hole("random_choice('a','b')"), Hole("counter(3)"),
        Hole("now('%d.%m.%Y','+2d','local')"), Hole("now('iso')"), Hole("token", ("hmac('sha256','k')",)),
    )
)  # fmt: skip


def _template(words: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.lists(st.one_of(words, _HOLES), max_size=3).map(unparse)


_TEXT = _template(_WORDS)
_HEADER = _template(st.text("abc XYZ;=/,", min_size=1, max_size=10).map(lambda text: f"x{text}x"))
_FIELD = st.builds(Field, name=_template(_PLAIN), value=_TEXT)
_BODY = st.one_of(
    st.none(),
    st.lists(_FIELD, min_size=1, max_size=3).map(lambda fields: FormBody(fields=tuple(fields))),
    _TEXT.filter(bool).map(lambda text: TextBody(text=text)),
    st.binary(min_size=1, max_size=9).map(lambda content: BinaryBody(content=content)),
)
_SOURCE = st.one_of(
    st.builds(JsonSource, path=st.sampled_from(("$.a", "$.a[0].b", "$['a b']['c']", "$[1]"))),
    st.builds(InputSource, name=_WORDS, form=_PLAIN, occurrence=st.integers(0, 3)),
    st.builds(AttributeSource, selector=st.sampled_from(("a.x", 'li:lexbor-contains("y") > b')), attribute=_PLAIN),
    st.builds(HeaderSource, name=_PLAIN, pattern=st.sampled_from(("", "/a/(\\d+)", "(?P<n>x)"))),
    st.builds(CookieSource, name=_PLAIN),
    st.builds(
        RegexSource, pattern=st.sampled_from(('id="(\\d+)"', "(?P<n>[^\\\\]+)\\n")), occurrence=st.integers(0, 2)
    ),
)
_EXTRACTOR = st.builds(
    Extractor,
    variable=st.sampled_from(("token", "other")),
    sources=st.lists(_SOURCE, min_size=1, max_size=2).map(tuple),
    decode=st.sampled_from(((), ("html",), ("url", "base64"))),
)
_FIRST = tuple(Extractor(variable=name, sources=(CookieSource(name=name),)) for name in ("token", "other"))
_CHECK: SearchStrategy[Check] = st.one_of(
    st.builds(TextCheck, text=_WORDS, absent=st.booleans()),
    st.builds(RedirectCheck, route=st.sampled_from(("/a/*", "/b.c/~d"))),
    st.just(NoLoginFormCheck()),
    st.builds(HeaderCheck, name=_PLAIN, text=_WORDS),
    st.builds(JsonKeysCheck, keys=st.lists(_WORDS, min_size=1, max_size=2).map(tuple)),
    st.builds(JsonCheck, path=st.sampled_from(("$.a", "$.a[0]")), equals=st.sampled_from(("true", '"x\\ny"', "0"))),
    st.builds(JsonCheck, path=st.just("$.a"), absent=st.just(True)),
)
_STATUS = st.one_of(
    st.just(()),
    st.builds(StatusCheck, recorded=st.sampled_from((200, 303, 404)), exact=st.booleans()).map(lambda check: (check,)),
)
_AUTH = st.one_of(
    st.none(),
    st.builds(BasicAuth, username=_template(_PLAIN), password=_TEXT),
    st.builds(DigestAuth, username=_template(_PLAIN), password=_TEXT),
)
_QUESTION = st.builds(
    Comparison,
    left=_TEXT,
    operator=st.sampled_from(("equals", "differs", "contains", "lacks", "matches", "less", "more")),
    right=_WORDS,
) | st.sampled_from(
    (Comparison(left="${token}", operator="exists"), Comparison(left="${token}${key}", operator="missing"))
)


@st.composite
def _request(draw: st.DrawFn) -> HttpRequest:
    path = draw(_template(_PLAIN))
    method = draw(st.sampled_from(("GET", "POST", "PUT", "DELETE", "PATCH")))
    body = None if method in ("GET", "DELETE") else draw(_BODY)
    return HttpRequest(
        id=f"req-{draw(st.integers(0, 10**12))}",
        name=draw(_WORDS),
        method=method,
        url=f"{draw(st.sampled_from((SITE, 'http://api.test:81')))}/{path}",
        query=tuple(draw(st.lists(_FIELD, max_size=2))),
        headers=tuple(Field(name=f"X-{draw(_PLAIN)}", value=value) for value in draw(st.lists(_HEADER, max_size=2))),
        body=body,
        auth=draw(_AUTH),
        extractors=tuple(draw(st.lists(_EXTRACTOR, max_size=2, unique_by=lambda one: one.variable))),
        checks=(*draw(_STATUS), *dict.fromkeys(draw(st.lists(_CHECK, max_size=2)))),
    )


def _step(children: SearchStrategy[list[Node]]) -> SearchStrategy[Step]:
    return st.builds(Step, id=st.uuids().map(str), name=_WORDS, children=children.map(tuple), note=_WORDS)


def _nodes() -> SearchStrategy[Node]:
    leaves = st.one_of(_request(), st.builds(ThinkTime, id=st.uuids().map(str), seconds=st.integers(1, 9).map(float)))
    holding = st.lists(_request(), min_size=1, max_size=2)
    return st.one_of(
        leaves,
        st.builds(Loop, id=st.uuids().map(str), times=st.integers(1, 5), children=holding.map(tuple)),
        st.builds(
            Loop, id=st.uuids().map(str), times=st.integers(1, 5), condition=_QUESTION, children=holding.map(tuple)
        ),
        st.builds(If, id=st.uuids().map(str), condition=_QUESTION, children=holding.map(tuple)),
        st.builds(Choice, id=st.uuids().map(str), children=st.lists(_step(holding), min_size=1, max_size=2).map(tuple)),
        _step(holding),
    )


def scenarios() -> SearchStrategy[Scenario]:
    """Return scenarios with requests, blocks, values and checks of all kinds."""
    steps = st.lists(_step(st.lists(_nodes(), min_size=1, max_size=3)), min_size=1, max_size=2)
    return st.builds(_scenario, _request(), steps)


def _scenario(first: HttpRequest, steps: list[Step]) -> Scenario:
    return Scenario(
        id="scn-1",
        name="Any",
        start_url=f"{SITE}/",
        steps=(
            Step(id="first", name="First", children=(replace(first, url=f"{SITE}/first", extractors=_FIRST),)),
            *steps,
        ),
        variables=(
            Variable(name="token", label="token"),
            Variable(name="other", label="other"),
            Variable(name="key", label="key", origin="generated", generator="uuid()"),
            Variable(name="stamp", label="stamp", origin="generated", generator="now('ms')"),
        ),
    )
