"""Accounts that a pass makes: user names of letters and digits alone, taken once, then a log-in with a new password; and
an API whose address does not say that it makes accounts.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import Asked, Reply, Target, hexadecimal, json, need, page, to

_JOIN = """<form method="post" action="/members/register"><input type="hidden" name="form_key" value="KEY">
<input name="member[login]"><input type="email" name="member[email]"><input type="password" name="member[password]">
<input type="password" name="member[password_again]"><input name="member[city]"><button id="join">Join</button></form>
<p>PROBLEM</p>"""
_CHANGE = """<form method="post" action="/password"><input type="password" name="old_password">
<input type="password" name="new_password"><button id="change">Change</button></form>"""
_LOG_IN = """<form method="post" action="/login"><input name="login"><input type="password" name="password">
<button id="log-in">Log in</button></form>"""
_PEOPLE = """<input id="handle"><input id="secret" type="password"><button id="make">Make</button>
<button id="enter">Enter</button><p id="says"></p><script>
const value = (id) => document.getElementById(id).value;
const post = async (url, body) => (await fetch(url, {method: 'POST', body: JSON.stringify(body),
  headers: {'Content-Type': 'application/json'}})).json();
const say = (got) => { document.getElementById('says').textContent = got.says; };
const pair = () => ({user: value('handle'), password: value('secret')});
document.getElementById('make').onclick = async () => say(await post('/api/people', pair()));
document.getElementById('enter').onclick = async () => say(await post('/api/entry', pair()));
</script>"""


class SignUp(Target):
    """A form that makes an account, a password that is changed, a log-in with it."""

    start: ClassVar[str] = "/members/register"
    needs: ClassVar[frozenset[str]] = frozenset({"form_key", "login", "email"})

    def __init__(self) -> None:
        super().__init__()
        self._members: dict[str, str] = {}
        self._mails: set[str] = set()

    def walk(self, page: Page) -> None:
        """Sign up, change the password, log in again."""
        names = [("[name='member[login]']", "mossgardener"), ("[name='member[email]']", "moss@garden.test")]
        passwords = [(f"[name='member[{name}]']", "Quince-77-Tree") for name in ("password", "password_again")]
        go(page, "#join", fill=[*names, *passwords, ("[name='member[city]']", "Ulm")])
        go(page, "#change", fill=[("[name=old_password]", "Quince-77-Tree"), ("[name=new_password]", "Medlar-88-Bush")])
        go(page, "#log-in", fill=[("[name=login]", "mossgardener"), ("[name=password]", "Medlar-88-Bush")])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        form = asked.form
        if asked.path == "/members/register":
            return self._joined(form, session) if asked.method == "POST" else self._join(session)
        if asked.path == "/password":
            if asked.method == "GET":
                return page("Password", _CHANGE)
            need(self._members[session["member"]] == form["old_password"], "old password")
            self._members[session["member"]] = form["new_password"]
            return to("/login")
        if asked.method == "GET":
            return page("Log in", _LOG_IN)
        need(self._members.get(form["login"]) == form["password"], "log-in")
        need(form["login"] == session["member"], "another's account")
        self.finish(session)
        return page("Welcome", "")

    def _join(self, session: dict[str, Any], problem: str = "") -> Reply:
        session["key"] = hexadecimal()
        return page("Join", _JOIN.replace("KEY", session["key"]).replace("PROBLEM", problem))

    def _joined(self, form: dict[str, str], session: dict[str, Any]) -> Reply:
        need(form["form_key"] == session.pop("key", ""), "form key")
        need(form["member[password]"] == form["member[password_again]"], "password again")
        name, mail = form["member[login]"], form["member[email]"]
        need(re.fullmatch("[a-z0-9]{3,20}", name), "user name")
        if name in self._members or mail in self._mails:
            return self._join(session, "This name or address is taken.")
        self._members[name] = form["member[password]"]
        self._mails.add(mail)
        session["member"] = name
        return to("/password")


class ApiSignUp(Target):
    """What looks like a log-in makes an account: the site refuses the recorded name when it is replayed."""

    needs: ClassVar[frozenset[str]] = frozenset({"user"})

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[str, str] = {}

    def walk(self, page: Page) -> None:
        """Make an account, log in."""
        use(page, "#make", "Made", fill=[("#handle", "mossgardener"), ("#secret", "Quince-77-Tree")])
        use(page, "#enter", "Entered")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "GET":
            return page("People", _PEOPLE)
        user, password = asked.json["user"], asked.json["password"]
        if asked.path == "/api/people":
            need(user not in self._people, "taken", 409)
            self._people[user] = password
            return json({"says": "Made"}, 201)
        need(self._people.get(user) == password, "log-in")
        self.finish(session)
        return json({"says": "Entered"})
