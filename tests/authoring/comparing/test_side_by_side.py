"""Recorded and replayed side by side: what corresponds stands in one row, what is there each time is noise."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from loadstudio.authoring.comparing.compared_rows import Row
from loadstudio.authoring.comparing.noise import Noise, changing_values
from loadstudio.authoring.comparing.side_by_side import Section, SideBySide, side_by_side
from loadstudio.http_types.message import Request, Response
from loadstudio.metrics.exchange import Exchange
from loadstudio.scenario.model import HttpRequest, TextBody, Variable
from tests.support.scenarios import a_request, a_scenario

URL = "http://shop.test/api/orders"
JSON = (("Content-Type", "application/json"),)
HTML = (("Content-Type", "text/html; charset=utf-8"),)
TEXT = (("Content-Type", "text/plain"),)
SIGNS = {"same": " ", "changed": "~", "noise": "?", "missing": "<", "added": ">", "folded": "…"}


def compared(
    recorded: bytes,
    replayed: bytes,
    headers: tuple[tuple[str, str], ...] = JSON,
    *,
    request: HttpRequest | None = None,
    noise: Noise | None = None,
    before: bytes | None = None,
    **options: Any,
) -> SideBySide:
    def exchange(body: bytes) -> Exchange:
        return Exchange(
            request_id="r",
            label="r",
            step="",
            method="GET",
            url=URL,
            status=200,
            response_headers=headers,
            response_body=body,
        )

    return side_by_side(
        (Request(method="GET", url=URL), Response(status=200, headers=headers, body=recorded)),
        exchange(replayed),
        request or a_request("r", URL),
        noise or Noise({}),
        before=exchange(before) if before is not None else None,
        **options,
    )


def section(both: SideBySide, kind: str = "answer") -> Section:
    return next(one for one in both.sections if one.kind == kind)


def told(both: SideBySide, kind: str = "answer") -> list[str]:
    """Return the rows as `sign recorded | replayed`."""
    return [
        f"{SIGNS[row.state]} {row.recorded.text.strip() if row.recorded else ''} | "
        f"{row.replayed.text.strip() if row.replayed else ''}" + (f"{row.folded}" if row.folded else "")
        for row in section(both, kind).rows
    ]


def marked(row: Row) -> tuple[list[str], list[str]]:
    """Return the marked words of both sides."""
    recorded, replayed = (
        [line.text[start:end] for start, end in line.marks] if line else [] for line in (row.recorded, row.replayed)
    )
    return recorded, replayed


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_members_correspond_by_name_and_what_is_missing_is_a_block() -> None:
    was = {"ok": True, "order": {"ref": "FM-1", "state": "placed"}, "note": "x"}
    now = {"ok": False, "error": "basket_not_found", "note": "x"}
    both = compared(as_json(was), as_json(now))
    assert told(both) == [
        "  { | {",
        '~ "ok": true, | "ok": false,',
        '> "error": "basket_not_found", | '.replace("> ", ">  | ").removesuffix(" | "),
        '< "order": { | ',
        '< "ref": "FM-1", | ',
        '< "state": "placed" | ',
        "< }, | ",
        '  "note": "x" | "note": "x"',
        "  } | }",
    ]
    assert marked(section(both).rows[1]) == (["true"], ["false"])
    assert both.differences == 3
    assert len({row.block for row in section(both).rows if row.state == "missing"}) == 1


def test_the_order_of_members_and_a_comma_are_no_difference() -> None:
    both = compared(as_json({"a": 1, "b": 2}), as_json({"b": 2, "a": 1}))
    assert both.differences == both.noise == 0
    assert compared(as_json({"a": 1, "b": 2}), as_json({"a": 1})).differences == 1


def test_items_of_a_list_correspond_by_what_they_are_known_by() -> None:
    was = [{"id": 1, "stock": 5}, {"id": 2, "stock": 6}, {"id": 3, "stock": 7}]
    now = [{"id": 1, "stock": 5}, {"id": 9, "stock": 1}, {"id": 2, "stock": 8}, {"id": 3, "stock": 7}]
    both = compared(as_json(was), as_json(now))
    assert '~ "stock": 6 | "stock": 8' in told(both)
    assert ' | "id": 9,' in " ".join(told(both))
    assert both.differences == 2


def test_elements_of_a_page_correspond_and_attributes_are_compared_by_words() -> None:
    was = b'<title>A</title><ul><li class="hit">Ridge</li><li class="hit">Stream</li></ul><a href="/old">go</a>'
    now = b'<title>A</title><ul><li class="hit">Ridge</li></ul><a href="/new">go</a><p>Sorry</p>'
    both = compared(was, now, HTML)
    assert '< <li class="hit">Stream</li> | ' in told(both)
    changed = next(row for row in section(both).rows if row.state == "changed")
    assert marked(changed) == (["old"], ["new"])
    assert ">  | <p>Sorry</p>" in told(both)
    assert both.differences == 3
    assert section(both).language == "html"


def test_text_corresponds_by_lines() -> None:
    both = compared(b"one\ntwo\nthree\nfour", b"one\n2\nthree\nmore\nfour", TEXT)
    assert told(both) == ["  one | one", "~ two | 2", "  three | three", ">  | more", "  four | four"]


def test_what_is_no_json_though_it_says_so_is_taken_by_lines() -> None:
    both = compared(b'{"a": 1}', b"Internal error\nat line 3")
    assert section(both).language == "text"
    assert both.differences


def test_moments_tokens_and_durations_are_noise() -> None:
    was = {
        "at": "2026-11-22T10:42:07.113Z",
        "served": "Sun, 22 Nov 2026 10:42:07 GMT",
        "epoch": 1795000000123,
        "took_ms": 88,
    }
    now = {
        "at": "2026-11-30T11:05:31.902Z",
        "served": "Mon, 30 Nov 2026 11:05:31 GMT",
        "epoch": 1795600000999,
        "took_ms": 12,
    }
    tokens = (
        {"x": "8f3ab2c91d77e0a0", "y": "5f1c09aa-77de-4e1b"},
        {"x": "41be77c0aa12f9d3", "y": "a7d241be-90aa-1c2f"},
    )
    both = compared(as_json(was | tokens[0]), as_json(now | tokens[1]))
    assert (both.differences, both.noise) == (0, 6)
    assert both.noise_names == ("at", "served", "epoch", "took_ms", "x", "y")


def test_words_prices_and_numbers_are_no_noise() -> None:
    was = {"total": 84.90, "stock": 1200, "state": "placed", "name": "Anna", "ok": True, "order": 4711}
    now = {"total": 12.00, "stock": 3400, "state": "refused", "name": "Berta", "ok": False, "order": 4712}
    both = compared(as_json(was), as_json(now))
    assert (both.differences, both.noise) == (6, 0)


def test_changing_values_are_noise_only_with_what_the_pass_took() -> None:
    basket = Variable(name="basket", label="basket", recorded_value="FM-12")
    took = Exchange(request_id="a", label="a", step="", method="GET", url=URL, taken=(("basket", "FM-57"),))
    noise = Noise(changing_values(a_scenario(variables=(basket,)), [took]))
    was = as_json({"url": "/baskets/FM-12/pay"})
    assert compared(was, as_json({"url": "/baskets/FM-57/pay"}), noise=noise).differences == 0
    assert compared(was, as_json({"url": "/baskets/FM-99/pay"}), noise=noise).differences == 1


def test_what_differs_between_two_replays_too_is_noise() -> None:
    was = as_json({"visitors": 17, "state": "open", "motto": "Ann was here"})
    now = as_json({"visitors": 21, "state": "closed", "motto": "Cy was here"})
    before = as_json({"visitors": 19, "state": "closed", "motto": "Bo was here"})
    assert compared(was, now).differences == 3
    both = compared(was, now, before=before)
    assert (both.differences, both.noise_names) == (1, ("visitors", "motto"))
    assert '~ "state": "open", | "state": "closed",' in told(both)


def test_of_what_is_sent_all_that_the_scenario_fills_in_is_noise() -> None:
    request = a_request("r", URL, method="POST", body=TextBody(text='{"basket": "${basket}", "pay": "card"}'))

    def both(sent: bytes) -> SideBySide:
        again = Exchange(
            request_id="r",
            label="r",
            step="",
            method="POST",
            url=URL,
            request_headers=JSON,
            request_body=sent,
            status=200,
        )
        recorded = Request(method="POST", url=URL, headers=JSON, body=b'{"basket": "b1", "pay": "invoice"}')
        return side_by_side((recorded, Response(status=200)), again, request, Noise({}))

    rows = told(both(b'{"basket": "b2", "pay": "card"}'), "sent")
    assert '? "basket": "b1", | "basket": "b2",' in rows
    assert '~ "pay": "invoice" | "pay": "card"' in rows


def test_header_fields_of_the_moment_are_noise_others_are_not() -> None:
    was = (*JSON, ("Date", "Sun, 22 Nov 2026 10:42:07 GMT"), ("X-Shop", "north"), ("ETag", "a"))
    again = Exchange(
        request_id="r", label="r", step="", method="GET", url=URL, status=200,
        response_headers=(*JSON, ("Date", "Mon, 30 Nov 2026 10:42:07 GMT"), ("X-Shop", "south")),
    )  # fmt: skip
    both = side_by_side(
        (Request(method="GET", url=URL), Response(status=200, headers=was)), again, a_request(), Noise({})
    )
    assert told(both, "headers")[-1] == "~ x-shop: north | x-shop: south"
    assert both.differences == 1
    assert both.noise == 0  # of header fields nobody wants to know


def test_secrets_are_hidden_and_no_difference() -> None:
    both = compared(
        as_json({"token": "aaa", "user": "mia"}), as_json({"token": "bbb", "user": "mia"}),
        hide=lambda text: text.replace("aaa", "[hidden]").replace("bbb", "[hidden]"),
    )  # fmt: skip
    assert both.differences == 0
    assert '  "token": "[hidden]", | "token": "[hidden]",' in told(both)


def test_long_runs_of_equal_rows_are_folded_beside_what_differs() -> None:
    was = {f"k{number}": number for number in range(500)}
    both = compared(as_json(was), as_json(was | {"k250": "x"}))
    folded = [row.folded for row in section(both).rows if row.state == "folded"]
    assert 490 < sum(folded) + len(section(both).rows) < 510
    assert len(section(both).rows) < 20


def test_deep_and_empty_and_binary_bodies_are_shown() -> None:
    deep = b"[" * 300 + b"]" * 300
    assert section(compared(deep, deep)).rows
    page = b"<div>" * 400 + b"x"
    assert section(compared(page, page, HTML)).rows
    assert section(compared(b"", b"")).rows == ()
    assert told(compared(b"[1e999]", b"[ ]"))[0] == "~ [ | [ ]"  # a number that no program can read
    assert compared(b"\0" * 50, b"\0" * 60, (("Content-Type", "image/png"),)).differences == 1


def test_five_megabytes_take_seconds_at_most() -> None:
    rows = [
        {"id": number, "name": f"Item {number}", "tags": ["a", "b"], "price": number / 7} for number in range(60_000)
    ]
    was = as_json(rows)
    assert len(was) > 4_000_000
    rows[30_000] = rows[30_000] | {"name": "Other"}
    del rows[100]
    now = as_json(rows)
    began = time.process_time()
    both = compared(was, now)
    assert both.differences == 2
    assert time.process_time() - began < 15


def test_a_side_alone_is_shown_without_a_difference() -> None:
    was = (Request(method="GET", url=URL), Response(status=200, headers=JSON, body=as_json({"a": 1})))
    both = side_by_side(was, None, a_request(), Noise({}))
    assert told(both) == ["  { | ", '  "a": 1 | ', "  } | "]
    failed = Exchange(request_id="r", label="r", step="", method="GET", url=URL, failure="no answer came")
    both = side_by_side(was, failed, a_request(), Noise({}))
    assert told(both, "sent") == ["  GET /api/orders | GET /api/orders"]
    assert told(both)[1] == '  "a": 1 | '
    assert both.differences == 0
    assert side_by_side(None, None, a_request(), Noise({})).differences == 0


def test_of_a_very_long_page_only_the_beginning_is_compared() -> None:
    page = b"<p>word</p>" * 200_000
    both = compared(page, page, HTML)
    assert both.is_cut
    assert both.differences == 0


def test_a_long_comparison_that_nobody_waits_for_ends_early() -> None:
    class Unwanted(Exception):
        pass

    asked: list[int] = []

    def go_on() -> None:
        asked.append(len(asked))
        if len(asked) == 6:
            raise Unwanted

    rows = [{"id": number, "name": f"Fern {number}"} for number in range(5_000)]
    other = [{**row, "name": "Moss"} for row in rows]
    with pytest.raises(Unwanted):
        compared(json.dumps(rows).encode(), json.dumps(other).encode(), go_on=go_on)
    assert len(asked) == 6
