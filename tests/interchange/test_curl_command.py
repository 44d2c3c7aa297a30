"""`curl_command`: what is written is what a shell gives to curl, and what the program reads back."""

from __future__ import annotations

import shlex

from loadstudio.interchange.writing.curl_command import curl_command

URL = "https://shop.example/orders?q=it's&n=1"


def arguments(command: str) -> list[str]:
    return shlex.split(command.replace("\\\n", " "))


def test_a_request_without_a_body_is_its_address_and_its_headers() -> None:
    headers = (("Host", "shop.example"), ("Accept", "*/*"), ("Accept-Encoding", "gzip"), ("X-Empty", ""))
    assert arguments(curl_command("GET", URL, headers)) == [
        "curl", URL, "-H", "Accept: */*", "-H", "X-Empty;", "--compressed",
    ]  # fmt: skip


def test_a_body_is_sent_byte_for_byte_whatever_signs_are_in_it() -> None:
    body = '{"who": "Mia\'s $HOME `ls` \\n €"}\nsecond line'
    said = arguments(curl_command("POST", URL, (("Content-Length", "9"),), body.encode()))
    assert said == ["curl", URL, "--data-raw", body]


def test_a_method_is_named_where_curl_would_take_another() -> None:
    assert arguments(curl_command("POST", URL))[2:] == ["-X", "POST"]
    assert arguments(curl_command("PUT", URL, (), b"a=1"))[2:] == ["-X", "PUT", "--data-raw", "a=1"]
    assert arguments(curl_command("DELETE", URL))[2:] == ["-X", "DELETE"]


def test_a_body_that_is_no_text_is_left_out() -> None:
    assert arguments(curl_command("POST", URL, (), b"\x89PNG\xff"))[2:] == ["-X", "POST"]
