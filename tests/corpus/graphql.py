"""GraphQL: every call is a POST to one address; ids of earlier answers go into variables, one is base64 of an id."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, json, log_in, need, number, page

_APP = """<input id="user"><input id="password" type="password"><button id="in">In</button>
<button id="list">List</button><button id="add">Add</button><p id="says"></p><script>
let token, plants, cart;
const says = text => document.getElementById('says').textContent = text;
async function ask(operationName, query, variables) {
  const headers = {'Content-Type': 'application/json', ...(token && {Authorization: 'Bearer ' + token})};
  const got = await fetch('/graphql', {method: 'POST', headers, body: JSON.stringify({operationName, variables, query})});
  return (await got.json()).data;
}
document.getElementById('in').onclick = async () => {
  const input = {login: document.getElementById('user').value, password: document.getElementById('password').value};
  token = (await ask('SignIn', 'mutation SignIn($input: SignInInput!) {\\n  signIn(input: $input) { token }\\n}', {input})).signIn.token;
  says('Signed in');
};
document.getElementById('list').onclick = async () => {
  const data = await ask('Plants', 'query Plants($first: Int) { plants(first: $first) { edges { node { id slug } } } viewer { cart { id version } } }', {first: 20});
  plants = data.plants.edges.map(edge => edge.node); cart = data.viewer.cart;
  says(plants.length + ' plants');
};
document.getElementById('add').onclick = async () => {
  const fern = plants.find(plant => plant.slug == 'fern');
  const data = await ask('Add', 'mutation Add($cart: ID!, $lines: [LineInput!]!, $version: Int!) { add(cart: $cart, lines: $lines, version: $version) { cart { id lines { id } version } } }',
    {cart: cart.id, lines: [{plantId: fern.id, quantity: 2}], version: cart.version});
  const line = data.add.cart.lines[0];
  await ask('Order', 'mutation Order($input: OrderInput!) { order(input: $input) { number } }', {input: {cartId: cart.id, lineIds: [line.id]}});
  says('Ordered');
};</script>"""


class GraphQl(Target):
    """A shop whose whole API is one address."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"sign_in_token", "cart", "plant_id", "version", "line_ids"})

    def __init__(self) -> None:
        super().__init__()
        self._tokens: dict[str, dict[str, Any]] = {}

    def walk(self, page: Page) -> None:
        """Sign in, list, add and order."""
        use(page, "#in", "Signed in", fill=[("#user", USER), ("#password", PASSWORD)])
        use(page, "#list", "3 plants")
        use(page, "#add", "Ordered")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("App", _APP)
        name, sent = asked.json["operationName"], asked.json["variables"]
        if name == "SignIn":
            user = log_in(sent["input"], "login")
            need(user, "log-in")
            made = hexadecimal(20)
            self._tokens[made] = {"user": user, "sid": made}
            return json({"data": {"signIn": {"token": made}}})
        known = self._tokens.get(asked.headers.get("authorization", "").removeprefix("Bearer "), {})
        need(known, "token")
        if name == "Plants":
            known.update(cart=_id("Cart"), version=int(number(1, 90)))
            known["plants"] = {slug: _id("Plant") for slug in ("fern", "moss", "ivy")}
            edges = [{"node": {"id": plant, "slug": slug}} for slug, plant in known["plants"].items()]
            cart = {"id": known["cart"], "version": known["version"]}
            return json({"data": {"plants": {"edges": edges}, "viewer": {"cart": cart}}})
        if name == "Add":
            lines = [{"plantId": known["plants"]["fern"], "quantity": 2}]
            need(sent == {"cart": known["cart"], "lines": lines, "version": known["version"]}, "variables of Add")
            known["line"] = int(number(10_000, 99_999))
            cart = {"id": known["cart"], "lines": [{"id": known["line"]}], "version": known["version"] + 1}
            return json({"data": {"add": {"cart": cart}}})
        need(sent == {"input": {"cartId": known["cart"], "lineIds": [known["line"]]}}, "variables of Order")
        self.finish(known)
        return json({"data": {"order": {"number": number()}}})


def _id(kind: str) -> str:
    """Return a global object id as Relay defines it: base64 of type and number."""
    return base64.b64encode(f"{kind}:{number()}".encode()).decode()
