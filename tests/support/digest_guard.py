"""A server or proxy that lets in by Digest log-in only, and checks each answer by its own reading of RFC 7616."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from tests.support.raw_server import Peer

LET_IN = b"HTTP/1.1 200"
_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass
class Guard:
    """What the server asks; `uses` is how often it takes a nonce. It counts `challenges`, and keeps why it refused."""

    users: dict[str, str] = field(default_factory=lambda: {"mia": "s3cret"})
    algorithm: str = "MD5"
    qop: str = "auth"
    realm: str = 'shop \\"till\\"'
    uses: int = 1000
    says_stale: bool = True
    userhash: bool = False
    more: str = ""
    next_nonces: bool = False
    cookie: str = ""
    at_proxy: bool = False
    challenges: int = 0
    refused: list[str] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def serve(self, peer: Peer, index: int) -> None:
        """Answer requests until the client closes: 200 for who is let in."""
        while request := peer.request():
            peer.send(self.answer(request))

    def answer(self, request: bytes) -> bytes:
        """Return the answer to one request."""
        head, _, body = request.partition(b"\r\n\r\n")
        if b"Transfer-Encoding: chunked" in head:  # in one chunk
            body = body.split(b"\r\n")[1]
        lines = head.decode().split("\r\n")
        sent_cookies = [line for line in lines if line.startswith("Cookie: ")]
        if self.cookie and sent_cookies != [f"Cookie: {self.cookie}"]:
            return self._challenge(f"Set-Cookie: {self.cookie.partition(';')[0]}\r\n")
        field = "Proxy-Authorization: " if self.at_proxy else "Authorization: "
        sent = [line.removeprefix(field) for line in lines if line.startswith(f"{field}Digest ")]
        if not sent:
            return self._challenge()
        said = {
            name: bare or quoted for name, quoted, bare in re.findall(r'(\w+\*?)=(?:"([^"]*)"|([^",\s]+))', sent[0])
        }
        self.seen.append(said)
        method, target = lines[0].split(" ")[:2]
        if why := self._why_not(said, method, target, body):
            self.refused.append(why)
            return self._challenge(stale=why == "stale" and self.says_stale)
        info = f'Authentication-Info: nextnonce="{self._nonce()}"\r\n' if self.next_nonces else ""
        return f"HTTP/1.1 200 OK\r\n{info}Content-Length: 2\r\n\r\nin".encode()

    def _nonce(self) -> str:
        nonce = f"nonce{len(self._counts)}"
        self._counts[nonce] = 0
        return nonce

    def _challenge(self, fields: str = "", *, stale: bool = False) -> bytes:
        self.challenges += 1
        value = f'realm="{self.realm}", nonce="{self._nonce()}", algorithm={self.algorithm}'
        value += f', qop="{self.qop}"' if self.qop else ""
        value += ", userhash=true" if self.userhash else ""
        value += ", stale=true" if stale else ""
        value += self.more
        status, asks = (407, "Proxy-Authenticate") if self.at_proxy else (401, "WWW-Authenticate")
        return f"HTTP/1.1 {status} Who\r\n{fields}{asks}: Digest {value}\r\nContent-Length: 2\r\n\r\nno".encode()

    def _why_not(self, said: dict[str, str], method: str, target: str, body: bytes) -> str:
        realm = self.realm.replace("\\", "")
        hashed = _HASHES[self.algorithm.removesuffix("-sess")]

        def h(text: str) -> str:
            return hashed(text.encode()).hexdigest()

        user = next((one for one in self.users if said.get("username") in (one, h(f"{one}:{realm}"))), None)
        if user is None or (said["username"] != user) != self.userhash:
            return "no such user"
        secret = h(f"{user}:{realm}:{self.users[user]}")
        if self.algorithm.endswith("-sess"):
            secret = h(f"{secret}:{said['nonce']}:{said['cnonce']}")
        asked = h(f"{method}:{said['uri']}" + (f":{hashed(body).hexdigest()}" if said.get("qop") == "auth-int" else ""))
        chain = [secret, said["nonce"], *((said["nc"], said["cnonce"], said["qop"]) if self.qop else ()), asked]
        if said["response"] != h(":".join(chain)):
            return "wrong password"
        if said["uri"] != target or said.get("qop", "") not in self.qop.split(","):
            return "another request"
        used = self._counts.get(said["nonce"], self.uses)
        if used >= self.uses:
            return "stale"
        if self.qop and int(said["nc"], 16) != used + 1:
            return f"count {said['nc']} instead of {used + 1}"
        self._counts[said["nonce"]] = used + 1
        return ""
