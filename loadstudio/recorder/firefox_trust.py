"""Has a profile of Firefox trust the recorder's authority; nothing of it reaches the system or the person's profile.

Firefox keeps whom it trusts in a database of its own. The first time one is made: by NSS's `certutil` where it is
installed, else by Firefox itself, which is started once without a window and told so by Marionette, its own remote
control. The database is kept beside the authority and copied into every profile after that.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from loadstudio.base.errors import RecorderFailed
from loadstudio.recorder.browser_wish import BrowserWish

_DATABASE = ("cert9.db", "key4.db", "pkcs11.txt")
_NAME = "LoadStudio recorder"
_TRUSTED_FOR_SITES = "C,,"
_PATIENCE_S = 60.0
_LOG = "firefox.log"
_IMPORT = (
    "Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB)"
    ".addCertFromBase64(arguments[0], arguments[1]);"
)


def trust(profile: Path, wish: BrowserWish) -> None:
    """Put a database that trusts the authority into the profile. Raises RecorderFailed with what to do."""
    kept = wish.ca_file.parent / f"firefox-{hashlib.sha256(wish.spki.encode()).hexdigest()[:16]}"
    if not all((kept / name).is_file() for name in _DATABASE[:2]):
        _make(kept, profile, wish)
    for name in _DATABASE:
        if (kept / name).is_file():
            shutil.copyfile(kept / name, profile / name)


def _make(kept: Path, profile: Path, wish: BrowserWish) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix="firefox-", dir=profile))
    try:
        if certutil := shutil.which("certutil"):
            _by_certutil(certutil, unfinished, wish)
        else:
            _by_firefox(unfinished, wish)
        kept.mkdir(exist_ok=True)
        for name in _DATABASE:
            if (unfinished / name).is_file():
                shutil.copyfile(unfinished / name, kept / name)
    except (OSError, subprocess.SubprocessError, ValueError, msgspec.DecodeError) as error:
        raise RecorderFailed(
            f"Firefox could not be made to trust the recorder ({error}). Install NSS's certutil (the package"
            " libnss3-tools on Debian and Ubuntu, nss-tools on Fedora), or choose another browser."
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _by_certutil(certutil: str, folder: Path, wish: BrowserWish) -> None:
    for words in (
        ("-N", "--empty-password"),
        ("-A", "-n", _NAME, "-t", _TRUSTED_FOR_SITES, "-i", str(wish.ca_file)),
    ):
        done = subprocess.run(
            [certutil, *words, "-d", f"sql:{folder}"], capture_output=True, timeout=_PATIENCE_S, check=False
        )
        if done.returncode:
            raise OSError(done.stderr.decode("utf-8", "replace").strip() or f"certutil ended with {done.returncode}")


def _by_firefox(folder: Path, wish: BrowserWish) -> None:
    (folder / "user.js").write_text(
        'user_pref("marionette.port", 0);\nuser_pref("browser.shell.checkDefaultBrowser", false);\n'
    )
    line = [str(wish.program), "-profile", str(folder), "-no-remote", "-headless", "-marionette"]
    with (folder / _LOG).open("wb") as log:
        firefox = subprocess.Popen(
            [*line, "-remote-allow-system-access", "about:blank"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        with _Marionette(_port(folder, firefox)) as marionette:
            marionette.ask("WebDriver:NewSession", {})
            marionette.ask("Marionette:SetContext", {"value": "chrome"})
            body = "".join(line for line in wish.ca_file.read_text("ascii").splitlines() if "-----" not in line)
            base64.b64decode(body, validate=True)
            marionette.ask("WebDriver:ExecuteScript", {"script": _IMPORT, "args": [body, _TRUSTED_FOR_SITES]})
            marionette.ask("Marionette:Quit", {"flags": ["eForceQuit"]})
        firefox.wait(_PATIENCE_S)
    finally:
        if firefox.poll() is None:
            firefox.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                firefox.wait(5)
            firefox.kill()
            firefox.wait()


def _port(folder: Path, firefox: subprocess.Popen[bytes]) -> int:
    deadline_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline_s and firefox.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            return int((folder / "MarionetteActivePort").read_text("ascii"))
        time.sleep(0.05)
    words = (folder / _LOG).read_text("utf-8", "replace").strip().splitlines() or ["it did not start"]
    raise OSError(words[-1][-300:])


class _Marionette:
    """Firefox's remote control: JSON with its length before it, over a socket on this computer.

    https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
    """

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S)
        self._read = self._socket.makefile("rb")
        self._number = 0

    def __enter__(self) -> _Marionette:
        self._message()  # its greeting
        return self

    def __exit__(self, *_: object) -> None:
        self._read.close()
        self._socket.close()

    def ask(self, command: str, parameters: dict[str, Any]) -> None:
        """Give a command and wait until it is done. Raises OSError when it could not be."""
        self._number += 1
        message = msgspec.json.encode([0, self._number, command, parameters])
        self._socket.sendall(b"%d:%b" % (len(message), message))
        error = self._message()[2]
        if error:
            raise OSError(str(error.get("message") or error.get("error")))

    def _message(self) -> Any:
        digits = b""
        while (letter := self._read.read(1)) != b":":
            if not letter.isdigit():
                raise OSError("it closed the connection")
            digits += letter
        return msgspec.json.decode(self._read.read(int(digits)))
