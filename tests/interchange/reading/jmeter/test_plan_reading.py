"""Whole test plans: thread groups become scenarios and loads of one plan."""

from __future__ import annotations

import pytest

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.jmeter.plan_reading import from_jmx
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage
from loadstudio.plan.validate import problems
from tests.interchange.reading.jmeter.jmx import Value, a_file, element, group, read, request, variables


def load_of(kind: str = "ThreadGroup", loops: str = "1", **properties: Value) -> tuple[Load, tuple[str, ...]]:
    made = read(a_file(group(request("/"), kind=kind, loops=loops, **properties)))
    assert made.plan is not None
    assert problems(made.plan) == ()
    return made.plan.load, made.told


def stages(*pairs: tuple[float, float]) -> tuple[Stage, ...]:
    return tuple(Stage(target=target, duration_s=duration) for target, duration in pairs)


def test_people_who_make_some_passes() -> None:
    load, told = load_of(loops="3", ThreadGroup__num_threads="20", ThreadGroup__ramp_time="10")
    assert load == ClosedLoad(stages=stages((20, 10)), iterations_per_user=3)
    assert told == ()


def test_people_who_stay_for_a_time() -> None:
    load, told = load_of(
        loops="-1",
        ThreadGroup__num_threads="20",
        ThreadGroup__ramp_time="10",
        ThreadGroup__scheduler=True,
        ThreadGroup__duration="40",
    )
    assert load == ClosedLoad(stages=stages((20, 10), (20, 30)))
    assert told == ()


def test_what_never_ends_does_here() -> None:
    load, told = load_of(loops="-1")
    assert load == ClosedLoad(stages=stages((1, 0), (1, 600)))
    assert "goes on until it is stopped" in told[0]


def test_what_is_meant_as_for_ever_lasts_as_long_as_a_run_can() -> None:
    load, told = load_of(loops="-1", ThreadGroup__scheduler=True, ThreadGroup__duration="999999999")
    assert sum(stage.duration_s for stage in load.stages) == pytest.approx(30 * 86_400, abs=2)
    assert told == ("That ThreadGroup 'Shoppers' lasts longer than 30 days: here it lasts so long.",)
    load, _ = load_of(loops="99999999999999999")
    assert isinstance(load, ClosedLoad)
    assert load.iterations_per_user == 1_000_000_000_000


def test_numbers_may_be_properties_and_what_is_none_is_told() -> None:
    load, told = load_of(ThreadGroup__num_threads="${__P(threads,7)}", ThreadGroup__ramp_time="${__tstFeedback(x)}")
    assert load == ClosedLoad(stages=stages((7, 0)), iterations_per_user=1)
    assert told != ()


def row(*numbers: int) -> str:
    return (
        "<collectionProp>"
        + "".join(f'<stringProp name="0">{one}</stringProp>' for one in numbers)
        + "</collectionProp>"
    )


@pytest.mark.parametrize(
    ("kind", "properties", "load"),
    [
        (
            "kg.apc.jmeter.threads.UltimateThreadGroup",
            {"ultimatethreadgroupdata": [row(10, 0, 10, 20, 10), row(5, 10, 0, 10, 0)]},
            ClosedLoad(stages=stages((10, 10), (15, 0), (15, 10), (10, 0), (10, 10), (0, 10))),
        ),
        (
            "com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroup",
            {"TargetLevel": "12", "RampUp": "1", "Steps": "0", "Hold": "2", "Unit": "M"},
            ClosedLoad(stages=stages((12, 60), (12, 120))),
        ),
        (
            "com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroup",
            {"TargetLevel": "10", "RampUp": "10", "Steps": "2", "Hold": "5", "Unit": "S"},
            ClosedLoad(stages=stages((5, 0), (5, 5), (10, 0), (10, 5), (10, 5))),
        ),
        (
            "com.blazemeter.jmeter.threads.arrivals.ArrivalsThreadGroup",
            {"TargetLevel": "60", "RampUp": "0", "Hold": "1", "Unit": "M", "ConcurrencyLimit": "9"},
            OpenLoad(stages=stages((1, 0), (1, 60)), max_users=9),
        ),
        (
            "OpenModelThreadGroup",
            {"OpenModelThreadGroup.schedule": "rate(1/s) random_arrivals(10 s) rate(5/s) random_arrivals(1 min)"},
            OpenLoad(stages=stages((1, 0), (5, 10), (5, 60)), max_users=1000),
        ),
        (
            "kg.apc.jmeter.threads.SteppingThreadGroup",
            {"ThreadGroup__num_threads": "4", "Start users count": "2", "Start users period": "30", "flightTime": "60"},
            ClosedLoad(stages=stages((2, 0), (2, 0), (2, 30), (4, 0), (4, 60))),
        ),
    ],
)
def test_thread_groups_of_plugins_and_of_later_versions(kind: str, properties: dict[str, Value], load: Load) -> None:
    found, told = load_of(kind, **properties)
    assert told == ()
    assert found == load


def test_a_timer_that_holds_requests_back_is_a_rate_of_passes() -> None:
    rate = "<doubleProp><name>throughput</name><value>120.0</value></doubleProp>"
    mode = "<intProp name='calcMode'>1</intProp>"
    timer = f"<ConstantThroughputTimer testname='T'>{mode}{rate}</ConstantThroughputTimer><hashTree/>"
    made = read(
        a_file(
            group(
                timer,
                request("/a"),
                request("/b"),
                loops="-1",
                ThreadGroup__num_threads="5",
                ThreadGroup__scheduler=True,
                ThreadGroup__duration="60",
            )
        )
    )
    assert made.plan is not None
    assert made.plan.load == OpenLoad(stages=stages((1, 0), (1, 60)), max_users=5)
    assert "holds requests back to 120 a minute" in made.told[0]


def test_several_thread_groups() -> None:
    made = read(
        a_file(
            group(request("/set-up"), kind="SetupThreadGroup", name="Set up"),
            group(request("/a"), name="Buyers", ThreadGroup__num_threads="3"),
            group(request("/b"), name="Buyers", ThreadGroup__num_threads="2"),
            group(request("/c"), name="Off", enabled=False),
            group(element("JavaSampler", "Java"), name="Java only"),
            name="Spring",
        )
    )
    assert made.scenario.name == "Buyers"
    assert [one.scenario.name for one in made.others] == ["Buyers 2", "Set up", "Off"]
    assert made.plan is not None
    assert [use.file for use in made.plan.scenarios] == ["Buyers", "Buyers 2"]
    assert made.plan.load == ClosedLoad(stages=stages((3, 0)), iterations_per_user=1)
    assert made.plan.scenarios[1].load == ClosedLoad(stages=stages((2, 0)), iterations_per_user=1)
    told = "\n".join(made.told)
    assert "SetupThreadGroup 'Set up' runs before all others" in told
    assert "ThreadGroup 'Off' is off" in told
    assert "JavaSampler 'Java' in 'Java only': it sends nothing by HTTP." in told


def test_names_come_from_the_plan_where_the_group_has_none() -> None:
    made = read(a_file(group(request("/"), name="Thread Group"), name="Spring sale"))
    assert made.scenario.name == "Spring sale"
    assert (
        from_jmx(
            a_file(group(request("/"), name="Thread Group"), name="Test Plan"), "my file", lambda _: None
        ).scenario.name
        == "my file"
    )


@pytest.mark.parametrize(
    ("loops", "manager", "group_says", "is_told"),
    [
        ("3", {"CookieManager__clearEachIteration": False}, {}, True),
        ("1", {"CookieManager__clearEachIteration": False}, {}, False),
        ("3", {"CookieManager__clearEachIteration": True}, {}, False),
        ("3", {"CookieManager__controlledByThreadGroup": True}, {}, True),
        (
            "3",
            {"CookieManager__controlledByThreadGroup": True},
            {"ThreadGroup__same_user_on_next_iteration": False},
            False,
        ),
    ],
)
def test_cookies_that_are_kept_from_pass_to_pass_are_told(
    loops: str, manager: dict[str, Value], group_says: dict[str, Value], is_told: bool
) -> None:
    cookies = element("CookieManager", "C", **manager)
    made = read(a_file(group(cookies, request("/"), loops=loops, **group_says)))
    assert any("keep their cookies from pass to pass" in one for one in made.told) is is_told


def test_network_and_patience() -> None:
    made = read(
        a_file(
            group(
                variables(x="1"),
                element("CacheManager", "Cache"),
                request("/", proxyHost="proxy.test", proxyPort="3128", response_timeout="45000"),
            )
        )
    )
    assert made.plan is not None
    assert made.plan.network.browser_cache
    assert made.plan.network.proxy == "http://proxy.test:3128"
    assert made.plan.timeout_s == 45


def test_elements_that_are_not_known_are_told_once_with_their_place() -> None:
    made = read(
        a_file(
            element("JDBCDataSource", "Database"),
            group(element("BackendListener", "Influx"), request("/a"), request("/b")),
        )
    )
    assert made.told == (
        "JDBCDataSource 'Database' in the test plan.",
        "BackendListener 'Influx' in 'Shoppers': results are kept here, and written as files.",
    )


def test_a_plan_without_anything_to_send_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no HTTP request"):
        read(a_file(group(element("JDBCSampler", "Query"))))
