"""The nginx that generators are measured against: one process on core 0, pages of 1 KB, and a small journey."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.raw_server import self_signed

_CONF = """
worker_processes 1; worker_cpu_affinity 01; daemon off; pid {folder}/pid; error_log /dev/null crit;
events {{ worker_connections 30000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600; default_type text/html;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port}{tls}; root {folder};
    location = /cookie {{ add_header Set-Cookie "visit=$request_id; Path=/"; try_files /page.html =404; }}
    location = /sign-in {{
      add_header Set-Cookie "session=$request_id; Path=/";
      return 200 '<form action="/orders"><input type="hidden" name="token" value="$request_id"></form>{filler}';
    }}
    location = /orders {{ default_type application/json; return 200 '{{"order": "$request_id"}}'; }}
    location /orders/ {{ return 200 '<h1>Thank you</h1>{filler}'; }}
  }}
}}
"""


@contextlib.contextmanager
def running_nginx(folder: Path, *, tls: bool = False) -> Iterator[str]:
    """Serve and yield the address.

    `/page.html` and `/cookie` have 1 KB; the journey is `/sign-in` (token in a form), POST `/orders` (id in JSON),
    `/orders/ID`.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "page.html").write_text("<h1>Welcome</h1>" + "x" * 1008)
    folder.chmod(0o755)
    extra = ""
    if tls:
        self_signed(folder)
        extra = f" ssl; ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem"
    conf = folder / "nginx.conf"
    conf.write_text(_CONF.format(folder=folder, port=port, tls=extra, filler="x" * 900))
    with subprocess.Popen(["nginx", "-p", str(folder), "-c", str(conf)]) as nginx:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        finally:
            nginx.terminate()
