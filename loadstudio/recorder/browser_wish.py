"""How a browser is to be opened, whichever family it is of."""

from __future__ import annotations

from pathlib import Path

import msgspec


class BrowserWish(msgspec.Struct, frozen=True, kw_only=True):
    """`proxy` is host:port; `spki` and `ca_file` tell the authority to be trusted, as in `certificates.Authority`;
    `program` is the browser itself.
    """

    url: str
    proxy: str
    spki: str
    ca_file: Path
    program: Path
    headless: bool = False
    remote_debugging: bool = False

    @property
    def driven(self) -> bool:
        """Whether a program may drive the browser; always so when nobody sees it."""
        return self.headless or self.remote_debugging
