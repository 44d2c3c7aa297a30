"""A scenario with a file to send and a Python step, run by the real command with two workers."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from loadstudio.scenario.file import save_scenario
from loadstudio.scenario.model import Field, MultipartBody, Part, PythonCode, Variable
from tests.support.raw_server import Peer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step

pytestmark = pytest.mark.system


def test_files_and_code_reach_every_worker(tmp_path: Path) -> None:
    content = bytes(range(256)) * 40
    uploads: Counter[str] = Counter()
    lock = threading.Lock()

    def serve(peer: Peer, index: int) -> None:
        while request := peer.request():
            head, _, body = request.partition(b"\r\n\r\n")
            wanted = next((int(line[16:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length: ")), 0)
            while len(body) < wanted:
                body += peer.sock.recv(65536)
            if wanted:
                with lock:
                    uploads["whole" if content in body else "damaged"] += 1
            peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with raw_server(serve) as server:
        base = f"http://127.0.0.1:{server.port}"
        code = f"values['signed'] = session.get('{base}/key', label='Key').text"
        upload = MultipartBody(boundary="xyz", parts=(Part(name="photo", path="photos/cat.png"),))
        scenario = a_scenario(
            a_step(
                "s",
                PythonCode(id="c", name="Sign", code=code),
                a_request("r", f"{base}/up", name="Upload", method="POST", body=upload,
                          query=(Field(name="signed", value="${signed}"),)),
            ),
            start_url=base,
            variables=(Variable(name="signed", label="Signed"),),
        )  # fmt: skip
        file = tmp_path / "upload.scenario.json"
        save_scenario(file, scenario)
        command = [sys.executable, "-m", "loadstudio", "run", str(file), "--users", "8", "--iterations", "20",
                   "--workers", "2", "--out", str(tmp_path / "run"), "--json", str(tmp_path / "run.json")]  # fmt: skip
        without = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert without.returncode == 3
        assert "is not there, but 'Upload' sends it" in without.stderr
        (tmp_path / "photos").mkdir()
        (tmp_path / "photos/cat.png").write_bytes(content)
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "runs Python code on this computer: Sign" in done.stderr
    assert uploads == {"whole": 20}
    summary = json.loads((tmp_path / "run.json").read_text())
    assert {label["label"]: label["count"] for label in summary["labels"]} == {"Key": 20, "Upload": 20, "Home": 20}
