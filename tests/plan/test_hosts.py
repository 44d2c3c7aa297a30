"""Only hosts that were recorded and kept, this computer, and hosts that the person allows get load."""

from __future__ import annotations

import pytest

from loadstudio.base.errors import NotAllowedHost
from loadstudio.plan.hosts import AllowedHosts, first_party_host, hosts_to_allow, refuse_unknown_hosts, target_hosts
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.plan.run_spec import RunSpec, ScenarioShare
from loadstudio.scenario.model import Host, HttpRequest, Scenario, Step


def request(number: int, url: str, *, enabled: bool = True) -> HttpRequest:
    return HttpRequest(id=f"r{number}", name=f"GET {number}", method="GET", url=url, enabled=enabled)


SHOP = Scenario(
    id="s",
    name="Shop",
    start_url="https://shop.test/",
    hosts=(
        Host(name="shop.test", kept=True),
        Host(name="api.shop.test:8443", kept=True),
        Host(name="ads.test", kept=False),
    ),
    steps=(
        Step(
            id="t",
            name="Home",
            children=(
                request(1, "https://shop.test/"),
                request(2, "https://api.shop.test:8443/v1"),
                request(3, "https://ads.test/pixel", enabled=False),
                request(4, "${link}"),
            ),
        ),
    ),
)


def spec(scenario: Scenario = SHOP, **changes: object) -> RunSpec:
    load = ClosedLoad(stages=(Stage(target=1, duration_s=1),))
    facts = {"shares": (ScenarioShare(scenario=scenario),), "load": load, "limits": (), "workers": 1, **changes}
    return RunSpec(run_id="r", name="r", results_dir="", **facts)  # type: ignore[arg-type]


def test_recorded_hosts_need_no_permission() -> None:
    assert first_party_host(SHOP) == "shop.test"
    assert target_hosts(SHOP) == ("shop.test", "api.shop.test:8443")
    assert hosts_to_allow(spec()) == ()


def test_a_request_switched_on_to_a_dropped_host_needs_permission() -> None:
    step = SHOP.steps[0]
    bad = Scenario(
        id="s",
        name="Shop",
        hosts=SHOP.hosts,
        steps=(Step(id="t", name="x", children=(request(3, "https://ads.test/"),)),),
    )
    assert step.enabled
    assert hosts_to_allow(spec(bad)) == ("ads.test",)


def test_another_environment_needs_permission_unless_it_is_this_computer() -> None:
    elsewhere = spec(base_url="https://staging.test:444")
    assert hosts_to_allow(elsewhere) == ("staging.test:444",)
    with pytest.raises(NotAllowedHost, match="--allow-host staging"):
        refuse_unknown_hosts(elsewhere)
    assert hosts_to_allow(spec(base_url="https://staging.test:444", allowed_hosts=("staging.test:444",))) == ()
    assert hosts_to_allow(spec(base_url="https://staging.test:444", allowed_hosts=("staging.test",))) == ()
    assert hosts_to_allow(spec(base_url="http://127.0.0.1:8000")) == ()
    assert hosts_to_allow(spec(base_url="http://[::1]:8000")) == ()


def test_names_are_compared_whatever_their_case_and_ports_exactly_as_recorded() -> None:
    allowed = AllowedHosts.of(SHOP, ("Api.Example", "other.example:81"))
    for host in ("SHOP.test", "api.example", "api.example:444", "other.example:81", "localhost:9"):
        assert allowed.allows(host), host
    for host in ("shop.test:8443", "other.example", "other.example:82", "ads.test", "evil-api.example"):
        assert not allowed.allows(host), host
