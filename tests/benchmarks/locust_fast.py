"""Locust's fastest user against one page: `locust_fast.py URL SECONDS USERS` prints requests and CPU time."""

from __future__ import annotations

import json
import sys
import time

import gevent
from locust import FastHttpUser, task  # patches the standard library
from locust.env import Environment

_URL, _SECONDS, _USERS = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])


class Reader(FastHttpUser):
    """Reads the page again and again."""

    host = _URL.rsplit("/", 1)[0]
    insecure = True

    @task
    def read(self) -> None:
        """Read it once."""
        self.client.get("/page.html")


def main() -> None:
    """Run and print."""
    environment = Environment(user_classes=[Reader])
    runner = environment.create_local_runner()
    runner.start(_USERS, spawn_rate=_USERS)
    gevent.sleep(1)
    environment.stats.clear_all()
    cpu_s = time.process_time()
    gevent.sleep(_SECONDS)
    cpu_s = time.process_time() - cpu_s
    total = environment.stats.total
    assert total.num_failures == 0
    print(json.dumps({"requests": total.num_requests, "cpu_s": cpu_s}), flush=True)
    runner.quit()


if __name__ == "__main__":
    main()
