// k6 at the same work as the others: ADDRESS, WORK (page, cookie or journey), SECONDS and USERS come with -e.
import http from "k6/http";
import { check } from "k6";

export const options = { vus: Number(__ENV.USERS), duration: `${__ENV.SECONDS}s` };

export default function () {
  const address = __ENV.ADDRESS;
  if (__ENV.WORK === "page") {
    check(http.get(`${address}/page.html`), { status: (answer) => answer.status === 200 });
  } else if (__ENV.WORK === "cookie") {
    check(http.get(`${address}/cookie`), { text: (answer) => answer.body.includes("Welcome") });
  } else {
    const token = http.get(`${address}/sign-in`).body.match(/name="token" value="(\w+)"/)[1];
    const number = __ITER % 1000;
    const fields = { username: `user${number}`, password: `secret ${number}`, token: token };
    const order = http.post(`${address}/orders`, fields).json("order");
    http.get(`${address}/orders/${order}`, { tags: { name: "/orders/[id]" } });
    http.get(`${address}/page.html`);
  }
}

export function handleSummary(data) {
  return { stdout: JSON.stringify({ requests: data.metrics.http_reqs.values.count }) + "\n" };
}
