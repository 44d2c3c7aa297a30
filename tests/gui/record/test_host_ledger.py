"""Which hosts of a recording in progress are kept: the site's own, until the person says otherwise."""

from __future__ import annotations

from loadstudio.gui.record.host_ledger import HostLedger
from tests.support.window import captured


def test_the_site_is_kept_and_watchers_are_dropped_with_the_reason() -> None:
    ledger = HostLedger("https://shop.test/", {})
    assert ledger.add(captured(1, resource_type="document"))
    assert ledger.add(captured(2, host="www.google-analytics.com"))
    assert not ledger.add(captured(3))
    assert not ledger.add(captured(3))  # the same one again, when it ends
    hosts = {host.name: host for host in ledger.hosts()}
    assert hosts["shop.test"].kept
    assert hosts["shop.test"].requests == 2
    assert hosts["shop.test"].reason == "the site itself"
    assert not hosts["www.google-analytics.com"].kept
    assert hosts["www.google-analytics.com"].reason == "tracking"
    assert ledger.kept_requests() == 2
    assert ledger.kept_requests(("e1", "e2", "unknown")) == 1
    assert ledger.hosts(("e1",))[0].requests == 1


def test_the_person_has_the_last_word() -> None:
    choices: dict[str, bool] = {}
    ledger = HostLedger("https://shop.test/", choices)
    ledger.add(captured(1))
    ledger.add(captured(2, host="other.example"))
    assert [host.name for host in ledger.hosts()] == ["shop.test", "other.example"]
    choices |= {"other.example": True, "shop.test": False}
    assert [(host.name, host.kept) for host in ledger.hosts()] == [("other.example", True), ("shop.test", False)]
    assert ledger.kept_requests() == 1


def test_what_is_no_web_address_counts_for_nothing() -> None:
    ledger = HostLedger("https://shop.test/", {})
    blob = captured(1)
    assert not ledger.add(type(blob)(**{**_fields(blob), "url": "blob:abc"}))
    assert ledger.hosts() == ()


def _fields(entry: object) -> dict[str, object]:
    return {name: getattr(entry, name) for name in type(entry).__struct_fields__}  # type: ignore[attr-defined]
