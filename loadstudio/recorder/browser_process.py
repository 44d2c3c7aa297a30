"""A browser that runs: with a profile that is thrown away, in a process group that ends with the recorder."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from loadstudio.base.browsers import InstalledBrowser
from loadstudio.base.display import has_display
from loadstudio.base.errors import RecorderFailed
from loadstudio.recorder import chromium, firefox
from loadstudio.recorder.browser_wish import BrowserWish

_PROFILE_PREFIX = "loadstudio-browser-"
_DEVTOOLS_WITHIN_S = 40.0
_LEAVES_WITHIN_S = 3.0
_PR_SET_PDEATHSIG = 1  # prctl(2)


class BrowserProcess:
    """One browser. `devtools` is the address of its DevTools port, or ''."""

    def __init__(self, browser: InstalledBrowser, profile: Path, process: asyncio.subprocess.Process) -> None:
        self.name = browser.name
        self.devtools = ""
        self._devtools_address = _family(browser).devtools_address
        self._profile = profile
        self._process = process

    @classmethod
    async def launch(cls, browser: InstalledBrowser, wish: BrowserWish) -> BrowserProcess:
        """Start it and open `wish.url`. Raises RecorderFailed when it does not start."""
        sweep_profiles()
        profile = Path(tempfile.mkdtemp(prefix=f"{_PROFILE_PREFIX}{os.getpid()}-", dir=_profiles_folder(browser)))
        try:
            line = await asyncio.to_thread(_family(browser).dressed, profile, wish)
            with _log(profile).open("wb") as log:
                process = await asyncio.create_subprocess_exec(
                    browser.path,
                    *line,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    preexec_fn=_end_with_parent(),
                )
        except OSError as error:
            shutil.rmtree(profile, ignore_errors=True)
            raise RecorderFailed(f"{browser.name} could not be started: {error.strerror}.") from error
        except RecorderFailed:
            shutil.rmtree(profile, ignore_errors=True)
            raise
        running = cls(browser, profile, process)
        if wish.driven:
            try:
                running.devtools = await running._find_devtools()
            except RecorderFailed:
                await running.close()
                raise
        return running

    async def wait(self) -> int:
        """Return its exit code when the person has closed it."""
        return await self._process.wait()

    def last_words(self) -> str:
        """Return the last line that it logged, or ''."""
        try:
            lines = _log(self._profile).read_text("utf-8", "replace").strip().splitlines()
        except OSError:
            return ""
        return lines[-1][-300:] if lines else ""

    async def close(self) -> None:
        """End it with all that belongs to it, and throw its profile away."""
        for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
            self._signal(number)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LEAVES_WITHIN_S):
                    await self._process.wait()
                    break
        self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))  # what it left behind: renderers, crash handler
        for _ in range(20):
            shutil.rmtree(self._profile, ignore_errors=True)
            if not self._profile.exists():
                return
            await asyncio.sleep(0.05)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                if self._process.returncode is None:
                    self._process.kill()
            else:
                os.killpg(self._process.pid, number)

    async def _find_devtools(self) -> str:
        """Return the address that the browser wrote into its profile."""
        deadline_s = asyncio.get_running_loop().time() + _DEVTOOLS_WITHIN_S
        while asyncio.get_running_loop().time() < deadline_s and self._process.returncode is None:
            if address := self._devtools_address(self._profile):
                return address
            await asyncio.sleep(0.03)
        raise RecorderFailed(f"{self.name} did not start. {self.last_words()}".strip())


class _Family(Protocol):
    """What each family of browsers knows: `chromium` and `firefox` are such."""

    def dressed(self, profile: Path, wish: BrowserWish) -> list[str]: ...
    def devtools_address(self, profile: Path) -> str: ...


def _family(browser: InstalledBrowser) -> _Family:
    return chromium if browser.family == "chromium" else firefox


def missing_display(headless: bool) -> str:
    """Return why no window can open, as a sentence, or ''."""
    if headless or has_display():
        return ""
    return "There is no display on which the browser could open its window. Record with --headless, or set DISPLAY."


def _profiles_folder(browser: InstalledBrowser) -> Path:
    """Return where the profile may stand: a snap sees no folder of temporary files but its own."""
    if not browser.snap:
        return Path(tempfile.gettempdir())
    folder = Path.home() / "snap" / browser.snap / "common"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sweep_profiles() -> None:
    """Throw away the profiles of recorders that were killed."""
    left = [*Path(tempfile.gettempdir()).glob(f"{_PROFILE_PREFIX}*")]
    left += Path.home().glob(f"snap/*/common/{_PROFILE_PREFIX}*")
    for profile in left:
        owner = profile.name.removeprefix(_PROFILE_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _alive(int(owner)):
            shutil.rmtree(profile, ignore_errors=True)


def _alive(process_id: int) -> bool:
    if sys.platform == "win32":
        return True  # there a signal 0 would end it; profiles in use cannot be deleted anyway
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _end_with_parent() -> Callable[[], object] | None:
    """Return what has the kernel end the browser when the recorder is killed, where the kernel can (Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)  # loaded here: between fork and exec nothing may be imported
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _log(profile: Path) -> Path:
    return profile / "browser.log"
