"""The options that say how requests reach their servers."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from loadstudio.cli.target import add_target_options, network_of
from loadstudio.plan.model import ClientCertificate, NetworkSettings

PLANNED = NetworkSettings(
    proxy="http://planned:1",
    fresh_dns=True,
    client_certificates=(
        ClientCertificate(host="a.test", certificate_file="a.pem"),
        ClientCertificate(host="b.test", certificate_file="b.pem"),
    ),
)


def asked(*words: str) -> NetworkSettings:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_target_options(parser)
    return network_of(PLANNED, parser.parse_args(words))


def test_what_is_not_said_stays_as_planned() -> None:
    assert asked() == PLANNED


def test_what_is_said_replaces_what_is_planned() -> None:
    found = asked("--insecure", "--proxy", "http://other:2", "--client-cert", "A.test=c.pem,k.pem")
    assert (found.verify_tls, found.proxy, found.fresh_dns) == (False, "http://other:2", True)
    assert [one.host for one in found.client_certificates] == ["b.test", "A.test"]
    assert found.client_certificates[1].key_file == str(Path("k.pem").absolute())
    assert asked("--proxy", "").proxy == ""


@pytest.mark.parametrize("text", ["", "a.test", "a.test=", "=c.pem", "a.test=c.pem,"])
def test_a_certificate_without_host_or_file_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentError, match=r"names no certificate\. Write it like"):
        asked("--client-cert", text)
