"""Locust's sockets with CurveZMQ: what master and workers say is encrypted, and only workers with the run's key join.

Each run has a key pair for the master and one for its workers, made when it begins. The connection string carries the
master's public key and the workers' secret one: a worker knows that it speaks with its master, and the master (asked
by libzmq over ZAP, RFC 27) lets nobody else in. What a stranger sends is never read by Locust.
"""

from __future__ import annotations

import contextlib
import errno
import socket as names
from typing import Any, NamedTuple

import gevent
import zmq.green as zmq
from locust import runners
from locust.rpc import zmqrpc
from zmq.error import ZMQError
from zmq.utils import z85
from zmq.utils.monitor import parse_monitor_message

from loadstudio.base.errors import EngineFailed, UsageError
from loadstudio.wire.joining import Connection, address_text

_ZAP = "inproc://zeromq.zap.01"
_ZAP_DOMAIN = b"loadstudio"
_NO_LIMIT = 0


class Keys(NamedTuple):
    """The two key pairs of a run, as libzmq's Z85 text."""

    server_public: bytes
    server_secret: bytes
    worker_public: bytes
    worker_secret: bytes

    @staticmethod
    def new() -> Keys:
        """Return keys that nobody else has."""
        return Keys(*zmq.curve_keypair(), *zmq.curve_keypair())

    def connection(self, host: str, port: int) -> Connection:
        """Return how workers reach a master with these keys."""
        return Connection(host, port, z85.decode(self.server_public), z85.decode(self.worker_secret))


class SecuredServer(zmqrpc.Server):
    """The master's socket. `port` 0 takes any that is free. Raises UsageError for an address that is none of this
    computer's, EngineFailed when it cannot listen there.
    """

    def __init__(self, host: str, port: int, keys: Keys) -> None:
        zmqrpc.BaseSocket.__init__(self, zmq.ROUTER, ipv4_only=":" not in host)  # type: ignore[no-untyped-call]  # Locust's
        self._admits = z85.decode(keys.worker_public)
        _queue_without_limit(self.socket)
        self.socket.setsockopt(zmq.ROUTER_HANDOVER, 1)  # a worker that reconnects takes its own place
        self.socket.curve_server = True
        self.socket.curve_publickey = keys.server_public
        self.socket.curve_secretkey = keys.server_secret
        self.socket.zap_domain = _ZAP_DOMAIN
        self.socket.setsockopt(zmq.ZAP_ENFORCE_DOMAIN, 1)  # with nobody at the door it stays shut
        self._door = self.socket.context.socket(zmq.REP)
        self._door.bind(_ZAP)
        self._keeper = gevent.spawn(self._keep_door)
        try:
            if port == 0:
                self.port = self.socket.bind_to_random_port(f"tcp://{_bracketed(host)}")
            else:
                self.socket.bind(f"tcp://{_bracketed(host)}:{port}")
                self.port = port
        except ZMQError as error:
            self.close(linger=0)
            where = address_text(host, port)
            if error.errno in (errno.EADDRNOTAVAIL, errno.ENODEV):
                raise UsageError(
                    f"This computer cannot wait for others at {where}: the address is none of its own. Give one that "
                    f"is, or :{port} for all of them."
                ) from error
            reason = zmq.strerror(error.errno or 0)  # `error.strerror` has libzmq's own words for the address behind it
            raise EngineFailed(
                f"This computer cannot wait for others at {where}: {reason}. Give another address or port with "
                "--listen."
            ) from error

    def close(self, linger: int | None = None) -> None:
        """Close it and the door. What was sent has `linger` ms to leave: a process that ends behind it would keep the
        last word from the workers, and those on other computers would wait for it in vain.
        """
        context = self.socket.context
        self._keeper.kill()
        self._door.close(linger=0)
        super().close(linger)  # type: ignore[no-untyped-call]  # Locust's
        if linger:
            context.term()

    def _keep_door(self) -> None:
        """Answer libzmq's question for each handshake whether that key may come in."""
        while True:
            version, request, *_, credentials = self._door.recv_multipart()
            verdict = (b"200", b"OK") if credentials == self._admits else (b"400", b"not a key of this run")
            self._door.send_multipart([version, request, *verdict, b"", b""])


class SecuredClient(zmqrpc.Client):
    """A worker's socket. `is_refused` tells that the master did not accept its key."""

    def __init__(self, host: str, port: int, identity: str, connection: Connection) -> None:
        zmqrpc.BaseSocket.__init__(self, zmq.DEALER, ipv4_only=_has_no_ipv6(host))  # type: ignore[no-untyped-call]  # Locust's
        self.is_refused = False
        _queue_without_limit(self.socket)
        secret = z85.encode(connection.worker_key)
        self.socket.curve_serverkey = z85.encode(connection.server_key)
        self.socket.curve_secretkey = secret
        self.socket.curve_publickey = zmq.curve_public(secret)
        self.socket.setsockopt(zmq.IDENTITY, identity.encode())
        self._events = self.socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_FAILED_AUTH)
        self._monitor = gevent.spawn(self._watch)
        self.socket.connect(f"tcp://{_bracketed(host)}:{port}")

    def close(self, linger: int | None = None) -> None:
        """Close it."""
        self._monitor.kill()
        self.socket.disable_monitor()
        super().close(linger)  # type: ignore[no-untyped-call]  # Locust's

    def _watch(self) -> None:
        with contextlib.suppress(ZMQError):
            while True:
                parse_monitor_message(self._events.recv_multipart())
                self.is_refused = True


class _Secured:
    """Stands where Locust's runners look for their sockets."""

    def __init__(self, keys: Keys | None, connection: Connection | None) -> None:
        self._keys = keys
        self._connection = connection

    def Server(self, host: str, port: int) -> SecuredServer:  # noqa: N802 - Locust's name
        assert self._keys is not None
        return SecuredServer(host, port, self._keys)

    def Client(self, host: str, port: int, identity: str) -> SecuredClient:  # noqa: N802 - Locust's name
        assert self._connection is not None
        return SecuredClient(host, port, identity, self._connection)


def secure_master(keys: Keys) -> None:
    """Give Locust's masters of this process sockets with these keys."""
    vars(runners)["rpc"] = _Secured(keys, None)  # Locust has no other way in


def secure_worker(connection: Connection) -> None:
    """Give Locust's workers of this process sockets with the keys of a connection string."""
    vars(runners)["rpc"] = _Secured(None, connection)  # Locust has no other way in


def _queue_without_limit(socket: zmq.Socket[Any]) -> None:
    """A message that finds the queue full would be lost without a word; who is silent for long is given up anyway."""
    socket.setsockopt(zmq.SNDHWM, _NO_LIMIT)
    socket.setsockopt(zmq.RCVHWM, _NO_LIMIT)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _has_no_ipv6(host: str) -> bool:
    """Tell whether a name has IPv4 addresses only: libzmq would ask for others and take them for the truth."""
    try:
        found = names.getaddrinfo(host, None, proto=names.IPPROTO_TCP)
    except OSError:
        return True
    return all(family != names.AF_INET6 for family, *_ in found)
