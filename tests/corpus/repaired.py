"""Five applications whose values nothing in a recording tells from accidents: only a replay that goes wrong does."""

from __future__ import annotations

from itertools import count
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import Asked, Reply, Target, hexadecimal, json, need, page, to

_WORDS = (
    "maple", "cedar", "willow", "rowan", "hazel", "alder", "spruce", "linden", "poplar", "walnut", "cherry", "laurel",
    "cypress", "juniper", "hornbeam", "magnolia",
)  # fmt: skip
_QUEUE = """<p>There are 3 others before you. You have <b>NUMBER</b> now, of 1000.</p><button id="take">Take</button>
<p id="says"></p><script>
document.getElementById('take').onclick = async () => {
  const q = Number(document.querySelector('b').textContent);
  const got = await fetch('/take', {method: 'POST', body: JSON.stringify({q}), headers: {'Content-Type': 'application/json'}});
  document.getElementById('says').textContent = (await got.json()).says;
};</script>"""


_NEW_PAGE = """<form method="post" action="/add"><input name="title"
oninput="form.elements.slug.value = value.toLowerCase().replaceAll(' ', '-')"><input name="slug"><button id="add">Add</button></form>"""


class _Numbered(Target):
    """Counts its sessions, so that no two that follow each other are given the same."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)

    def _number(self, session: dict[str, Any]) -> int:
        if "number" not in session:
            session["number"] = next(self._numbers)
        return int(session["number"])


class UnnamedNumber(_Numbered):
    """A short number in running text, without a name, that script sends back as a number of JSON."""

    needs: ClassVar[frozenset[str]] = frozenset({"q"})

    def walk(self, page: Page) -> None:
        """Press the button."""
        use(page, "#take", "Taken")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        number = 31 + 7 * self._number(session) % 900
        if asked.path == "/":
            return page("Queue", _QUEUE.replace("NUMBER", str(number)))
        need(asked.json["q"] == number, "number")
        self.finish(session)
        return json({"says": "Taken"})


class WordLock(_Numbered):
    """A word as a lock: nothing tells it from what a person chooses."""

    needs: ClassVar[frozenset[str]] = frozenset({"lock"})

    def walk(self, page: Page) -> None:
        """Send the form."""
        go(page, "#save", fill=[("[name=title]", "Moss")])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        word = _WORDS[self._number(session) % len(_WORDS)]
        if asked.method == "GET":
            fields = f'<input type="hidden" name="lock" value="{word}"><input name="title">'
            return page("Edit", f'<form method="post" action="/save">{fields}<button id="save">Save</button></form>')
        need(asked.form.get("lock") == word, "lock")
        self.finish(session)
        return page("Saved", "")


class Sibling(_Numbered):
    """A token that is good only together with the number of its turn, which looks like any other number."""

    needs: ClassVar[frozenset[str]] = frozenset({"token", "turn"})

    def walk(self, page: Page) -> None:
        """Send the form twice."""
        go(page, "#send")
        go(page, "#send")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "POST":
            need(asked.form.get("token") == session["token"], "token")
            need(asked.form.get("turn") == session["turn"], "turn")
            session["sent"] = session.get("sent", 0) + 1
            if session["sent"] == 2:
                self.finish(session)
                return page("Done", "")
        session["token"] = hexadecimal(8)
        session["turn"] = str((self._number(session) * 3 + 11 * session.get("sent", 0)) % 83 + 2)
        hidden = "".join(f'<input type="hidden" name="{name}" value="{session[name]}">' for name in ("token", "turn"))
        form = f'<form method="post" action="/send">{hidden}<button id="send">Send</button></form>'
        return page(f"Send {'again' if session.get('sent') else 'it'}", f"<p>1, 2, 3 of 4</p>{form}")


class LateRefusal(_Numbered):
    """A wrong colour is taken without a word, and refused two requests later."""

    needs: ClassVar[frozenset[str]] = frozenset({"colour"})

    def walk(self, page: Page) -> None:
        """Choose, go on, pay."""
        go(page, "#choose")
        go(page, "text=Pay")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        word = _WORDS[self._number(session) % len(_WORDS)]
        if asked.path == "/":
            return page(
                "Choose",
                f'<form method="post" action="/choose"><button id="choose" name="colour" value="{word}">That one</button></form>',
            )
        if asked.path == "/choose":
            session["colour"] = asked.form.get("colour")
            return page("Chosen", '<a href="/pay">Pay</a>')
        need(session.get("colour") == word, "colour")
        self.finish(session)
        return page("Paid", "")


class TakenOnce(_Numbered):
    """Pages whose titles and addresses are taken only once; script makes the address of the title."""

    needs: ClassVar[frozenset[str]] = frozenset({"title", "slug", "page_id"})

    def __init__(self) -> None:
        super().__init__()
        self._taken: set[str] = set()
        self._pages = count(700)

    def walk(self, page: Page) -> None:
        """Add a page, publish it."""
        page.fill("[name=title]", "About the moss")
        page.wait_for_function("document.querySelector('[name=slug]').value == 'about-the-moss'")
        go(page, "#add")
        go(page, "#publish")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("New page", _NEW_PAGE)
        if asked.path == "/add":
            names = {asked.form["title"], asked.form["slug"]}
            if self._taken & names or " " in asked.form["slug"]:
                return page("New page", f"<p>This title or address is in use.</p>{_NEW_PAGE}")
            self._taken |= names
            session["page"] = str(next(self._pages))
            return to(f"/page/{session['page']}")
        need(asked.path.split("/")[2] == session.get("page"), "page", 404)
        if asked.method == "GET":
            return page("Page", '<form method="post"><button id="publish">Publish</button></form>')
        self.finish(session)
        return page("Published", "")
