"""Locust's fastest user at the same work: `locust_fast.py ADDRESS SECONDS USERS WORK` prints requests and CPU time."""

from __future__ import annotations

import itertools
import json
import re
import sys
import time

import gevent
from locust import FastHttpUser, task  # patches the standard library
from locust.env import Environment

_ADDRESS, _SECONDS, _USERS, _WORK = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
_ROWS = itertools.cycle([(f"user{number}", f"secret {number}") for number in range(1000)])
_TOKEN = re.compile(r'name="token" value="(\w+)"')


class Visitor(FastHttpUser):
    """Does the work again and again."""

    host = _ADDRESS
    insecure = True

    @task
    def work(self) -> None:
        """Do it once."""
        if _WORK == "page":
            self.client.get("/page.html")
        elif _WORK == "cookie":
            assert "Welcome" in self.client.get("/cookie").text
        else:
            self._journey()

    def _journey(self) -> None:
        found = _TOKEN.search(self.client.get("/sign-in").text)
        assert found
        username, password = next(_ROWS)
        fields = {"username": username, "password": password, "token": found[1]}
        order = self.client.post("/orders", data=fields).json()["order"]
        self.client.get(f"/orders/{order}", name="/orders/[id]")
        self.client.get("/page.html")


def main() -> None:
    """Run and print."""
    environment = Environment(user_classes=[Visitor])
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
