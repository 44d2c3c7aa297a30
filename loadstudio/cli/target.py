"""What `run` and `check` have in common: where to send, which data, where to write the numbers."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from loadstudio.base.errors import EngineFailed, ExitCode, UsageError
from loadstudio.cli.console import say
from loadstudio.plan.model import ClientCertificate, NetworkSettings
from loadstudio.plan.run_spec import RunSpec
from loadstudio.scenario.model import PythonCode, walk
from loadstudio.supervise.run_session import RunSession


def add_target_options(command: argparse.ArgumentParser) -> None:
    """Add the options that name the target, its data and the file for the numbers."""
    command.add_argument("--base-url", default=None, metavar="URL", help="another address for the recorded site")
    command.add_argument("--allow-host", action="append", default=[], metavar="H", help="a host that may get load too")
    command.add_argument(
        "--data", action="append", default=[], metavar="NAME=FILE.csv", help="other rows for a data source"
    )
    command.add_argument("--insecure", action="store_true", help="take any certificate that a site shows")
    command.add_argument("--proxy", metavar="URL", help="send all requests through this HTTP proxy")
    command.add_argument(
        "--client-cert",
        action="append",
        default=[],
        type=parse_client_certificate,
        metavar="HOST=CERT.pem[,KEY.pem]",
        help="the certificate that a host asks for",
    )
    command.add_argument("--json", metavar="F", help="write the numbers as JSON (- for stdout)")


def parse_client_certificate(text: str) -> ClientCertificate:
    """Return what `HOST=CERT.pem[,KEY.pem]` says, files made absolute. Raises ArgumentTypeError."""
    host, _, files = text.partition("=")
    certificate, comma, key = files.partition(",")
    if not host or not certificate or (comma and not key):
        raise argparse.ArgumentTypeError(
            f"'{text}' names no certificate. Write it like shop.example=client.pem,client-key.pem"
        )
    return ClientCertificate(
        host=host,
        certificate_file=str(Path(certificate).absolute()),
        key_file=str(Path(key).absolute()) if key else "",
    )


def network_of(settings: NetworkSettings, arguments: argparse.Namespace) -> NetworkSettings:
    """Return how requests reach their servers, with what the command line says instead."""
    named = {one.host.lower() for one in arguments.client_cert}
    kept = tuple(one for one in settings.client_certificates if one.host.lower() not in named)
    return msgspec.structs.replace(
        settings,
        verify_tls=settings.verify_tls and not arguments.insecure,
        proxy=settings.proxy if arguments.proxy is None else arguments.proxy,
        client_certificates=(*kept, *arguments.client_cert),
    )


def tell_of_code(spec: RunSpec) -> None:
    """Say which Python steps a run is going to run: code from elsewhere must not run in silence."""
    scenarios = (share.scenario for share in spec.shares)
    names = [
        node.name
        for scenario in scenarios
        for node in walk(scenario.steps, enabled_only=True)
        if isinstance(node, PythonCode)
    ]
    if names:
        say(
            f"The scenario runs Python code on this computer: {', '.join(names)}. "
            "Run only scenarios from people whom you trust."
        )


def engine_failed(session: RunSession, file: Path | str) -> EngineFailed:
    """Return why a session has no summary; what the engine refuses to send stands in the file that was asked for."""
    about_results = session.spec.results_dir in session.failure
    is_file = session.exit_code == ExitCode.INVALID_FILE and not about_results
    failure = f"{file}: {session.failure}" if is_file else session.failure
    return EngineFailed(failure, session.exit_code or ExitCode.PROGRAM_FAILED)


def data_files(words: list[str]) -> dict[str, Path]:
    """Return the data files by source name from `NAME=FILE` words. Raises UsageError."""
    pairs = [word.partition("=") for word in words]
    for name, mark, file in pairs:
        if not (name and mark and file):
            raise UsageError(f"'{name}{mark}{file}' names no data. Write it like --data users=accounts.csv")
    return {name: Path(file) for name, _, file in pairs}
