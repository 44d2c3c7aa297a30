"""`playback.compile`: a whole scenario made ready, and what begins each pass."""

from __future__ import annotations

import random
from typing import Any

import pytest
from msgspec.structs import replace

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.cookies import Jar
from loadstudio.plan.run_spec import DataTable
from loadstudio.playback.answer import Answer
from loadstudio.playback.check import failure_of
from loadstudio.playback.compile import CompiledScenario, compile_scenario
from loadstudio.playback.extract import extract
from loadstudio.playback.feed import open_feed
from loadstudio.playback.generate import Generators
from loadstudio.playback.program import Pause, exchanges_of
from loadstudio.playback.render import MissingValue, Origin, render
from loadstudio.scenario.assertion import StatusCheck, TextCheck
from loadstudio.scenario.extractor import Extractor, HeaderSource, InputSource, JsonSource
from loadstudio.scenario.model import DataSource, Field, FormBody, Scenario, Variable
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

_USERS = DataTable(name="users", columns=("password", "username"), rows=(("pw1", "ann"), ("pw2", "bob")))


def _compiled(scenario: Scenario, *tables: DataTable, **options: Any) -> CompiledScenario:
    ticks = iter(range(1, 1000))
    generators = Generators(clock=lambda: next(ticks), chance=random.Random(1))
    return compile_scenario(scenario, generators=generators, feeds=[open_feed(table) for table in tables], **options)


def _takes(variable: str, enabled: bool = True) -> Extractor:
    return Extractor(variable=variable, sources=(HeaderSource(name=f"X-{variable}"),), enabled=enabled)


def _using(*names: str, **fields: Any) -> Any:
    return a_request(query=tuple(Field(name=name, value=f"${{{name}}}") for name in names), **fields)


@pytest.fixture
def shop() -> Scenario:
    log_in = FormBody(
        fields=(
            Field(name="user", value="${users.username}"),
            Field(name="pass", value="${users.password}"),
            Field(name="csrf", value="${csrf}"),
        )
    )
    return a_scenario(
        a_step(
            "login",
            a_request(
                "form",
                "http://shop.test/login",
                extractors=(Extractor(variable="csrf", sources=(InputSource(name="csrf"),)),),
                checks=(StatusCheck(recorded=200), TextCheck(text="Log in")),
            ),
            a_request("logo", "http://cdn.test/logo.png", static=True),
            a_think_time("think", 2.5),
            a_request("post", "http://shop.test/login", method="POST", body=log_in),
        ),
        variables=(Variable(name="csrf", label="form token", recorded_value="recorded"),),
        data_sources=(DataSource(name="users", file="users.csv", columns=("username", "password")),),
        start_url="http://shop.test/",
    )


def test_one_pass_of_a_user(shop: Scenario) -> None:
    compiled = _compiled(shop, _USERS)
    assert [type(child).__name__ for child in compiled.steps[0].children] == [
        "CompiledExchange",
        "CompiledExchange",
        "Pause",
        "CompiledExchange",
    ]
    assert compiled.steps[0].children[2] == Pause("think", 2.5)
    assert compiled.origins == {Origin("http", "shop.test", 80), Origin("http", "cdn.test", 80)}
    form, _, post = exchanges_of(compiled.steps)
    values, jar = compiled.new_values(), Jar()
    for name in ("ann", "bob"):
        compiled.begin_pass(values, 0)
        jar.store("shop.test", "/login", False, f"sid={name}; Path=/".encode(), 0)
        with pytest.raises(MissingValue, match="csrf"):
            render(post.request, values)
        answer = Answer(
            200, b"HTTP/1.1 200 OK", f'<b>Log in</b><input name="csrf" value="{name}+/=">'.encode(), "/", jar
        )
        assert failure_of(form.checks, answer) is None
        assert extract(form.extractors, answer, values) == ()
        sent = render(post.request, values, jar.header("shop.test", "/login", False, 0))
        assert sent.endswith(
            f"Cookie: sid={name}\r\n\r\nuser={name}&pass=pw{1 + (name == 'bob')}&csrf={name}%2B%2F%3D".encode()
        )


def test_static_and_disabled_things_are_left_out(shop: Scenario) -> None:
    assert [item.node.id for item in exchanges_of(_compiled(shop, _USERS, include_static=False).steps)] == [
        "form",
        "post",
    ]
    off = a_scenario(
        a_step("off", a_request("r1"), enabled=False),
        a_step("on", a_request("r2", enabled=False), a_request("r3"), replace(a_think_time(), enabled=False)),
    )
    assert [[child.node.id for child in step.children] for step in _compiled(off).steps] == [["r3"]]  # type: ignore[union-attr]  # no pause is left


def test_switched_off_and_constant_variables_send_what_was_recorded(shop: Scenario) -> None:
    for changed in ({"enabled": False}, {"origin": "constant"}):
        variables = (replace(shop.variables[0], **changed),)
        compiled = _compiled(replace(shop, variables=variables), _USERS)
        form, _, post = exchanges_of(compiled.steps)
        values = compiled.new_values()
        compiled.begin_pass(values, 0)
        assert form.extractors == ()
        assert render(post.request, values).endswith(b"csrf=recorded")


def test_generated_variables_are_made_once_a_pass_but_the_present_at_each_use() -> None:
    scenario = a_scenario(
        a_step("s", _using("id", "at"), _using("id", "at")),
        variables=(
            Variable(name="id", label="id", origin="generated", generator="counter()"),
            Variable(name="at", label="at", origin="generated", generator="${now('s')}"),
            Variable(name="unused", label="unused", origin="generated", generator="nonsense("),
        ),
    )
    compiled = _compiled(scenario)
    values = compiled.new_values()
    targets = []
    for _ in range(2):
        compiled.begin_pass(values, 0)
        targets += [render(item.request, values).split()[1] for item in exchanges_of(compiled.steps)]
    assert targets == [b"/?id=0&at=1", b"/?id=0&at=2", b"/?id=1&at=3", b"/?id=1&at=4"]


def test_values_do_not_outlive_a_pass() -> None:
    compiled = _compiled(a_scenario(a_step("s", a_request(extractors=(_takes("t"),)), _using("t"))))
    first, second = exchanges_of(compiled.steps)
    values = compiled.new_values()
    compiled.begin_pass(values, 0)
    extract(first.extractors, Answer(200, b"HTTP/1.1 200 OK\r\nX-t: 1", b""), values)
    assert render(second.request, values).startswith(b"GET /?t=1 ")
    compiled.begin_pass(values, 0)
    with pytest.raises(MissingValue):
        render(second.request, values)


def test_extractors_know_whether_their_value_is_needed() -> None:
    compiled = _compiled(
        a_scenario(
            a_step("a", a_request("1", extractors=(_takes("t"), _takes("u"), _takes("w", enabled=False)))),
            a_step(
                "b",
                _using("t", id="2", extractors=(_takes("t"),)),
                a_request("3", extractors=(_takes("t"),)),
                _using("t", id="4", extractors=(_takes("t"), _takes("v"))),
            ),
        )
    )
    needed = [
        [(item.variable, item.needed) for item in exchange.extractors] for exchange in exchanges_of(compiled.steps)
    ]
    assert needed == [
        [("t", True), ("u", False)],
        [("t", False)],
        [("t", True)],
        [("t", False), ("v", False)],
    ]


def test_a_value_that_tells_where_to_look_is_needed() -> None:
    row = Extractor(variable="id", sources=(JsonSource(path="$[?@.name=='${name}'].id"),))
    compiled = _compiled(
        a_scenario(a_step("a", a_request("1", extractors=(_takes("name"),)), a_request("2", extractors=(row,))))
    )
    first, second = exchanges_of(compiled.steps)
    assert [item.needed for item in first.extractors] == [True]
    assert [item.needed for item in second.extractors] == [False]


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [
        ("https://stage.test:8443", Origin("https", "stage.test", 8443)),
        ("127.0.0.1:99/ignored", Origin("http", "127.0.0.1", 99)),
        ("", Origin("http", "shop.test", 80)),
    ],
)
def test_base_url_moves_the_first_party_host_only(shop: Scenario, base_url: str, origin: Origin) -> None:
    for start_url in ("http://shop.test/start", ""):
        compiled = _compiled(replace(shop, start_url=start_url), _USERS, base_url=base_url)
        assert [item.request.origin for item in exchanges_of(compiled.steps)] == [
            origin,
            Origin("http", "cdn.test", 80),
            origin,
        ]


def test_columns_are_found_by_name_and_tables_may_have_more() -> None:
    table = DataTable(name="goods", columns=("x", "sku", "y"), rows=(("0", "s1", "2"),))
    compiled = _compiled(a_scenario(a_step("s", _using("goods.sku"))), table, _USERS)
    values = compiled.new_values()
    compiled.begin_pass(values, 0)
    assert values == ["s1"]


@pytest.mark.parametrize(
    ("request_fields", "tables", "sentence"),
    [
        ({"query": (Field(name="a", value="${users.email}"),)}, (_USERS,), "'users' has no column 'email'"),
        ({"query": (Field(name="a", value="${users.username}"),)}, (), "uses the data 'users', but no rows"),
        ({"url": "no address"}, (), "The request 'GET no address' cannot be sent: 'no address' is no web address."),
        (
            {"extractors": (Extractor(variable="v", sources=(JsonSource(path="a"),)),)},
            (),
            "takes a value in a way that cannot work: 'a' is no JSONPath",
        ),
    ],
)
def test_what_cannot_work_is_refused_in_a_sentence(
    request_fields: dict[str, Any], tables: tuple[DataTable, ...], sentence: str
) -> None:
    source = DataSource(name="users", file="users.csv", columns=("username",))
    scenario = a_scenario(a_step("s", a_request(**request_fields)), data_sources=(source,))
    with pytest.raises(InvalidInput) as caught:
        _compiled(scenario, *tables)
    assert sentence in str(caught.value)
    with pytest.raises(InvalidInput, match="is no address of a site"):
        _compiled(a_scenario(a_step("s", a_request())), base_url="no address")


def test_a_generated_variable_that_makes_no_value_is_refused() -> None:
    variable = Variable(name="v", label="v", origin="generated", generator="nonsense")
    with pytest.raises(InvalidInput, match="'nonsense' makes no value"):
        _compiled(a_scenario(a_step("s", _using("v")), variables=(variable,)))
