"""WordPress: several `_wpnonce` of different actions on one page, in forms, links and a script's settings."""

from __future__ import annotations

from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, json, log_in, need, number, page, to

_SCRIPT = """<p id="says"></p><button id="draft">Save draft</button><script>
var wpApiSettings = {"root":"\\/wp-json\\/","nonce":"NONCE","versionString":"wp\\/v2\\/"};
document.getElementById('draft').onclick = async () => {
  const got = await fetch(wpApiSettings.root + 'wp/v2/posts/POST/autosaves', {method: 'POST',
    headers: {'X-WP-Nonce': wpApiSettings.nonce, 'Content-Type': 'application/json'}, body: JSON.stringify({content: 'Moss'})});
  document.getElementById('says').textContent = 'Saved ' + (await got.json()).parent;
};</script>"""


class WordPress(Target):
    """Posts that are written, saved by script and put into the bin by a link. A nonce is good for one action."""

    start: ClassVar[str] = "/wp-login.php"
    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"wpnonce", "wp_nonce", "post_id"})

    def walk(self, page: Page) -> None:
        """Log in, write a post, save, bin another one by its link."""
        go(page, "#in", fill=[("[name=log]", USER), ("[name=pwd]", PASSWORD)])
        go(page, "text=New post")
        use(page, "#draft", "Saved")
        go(page, "#publish", fill=[("[name=post_title]", "Moss")])
        go(page, "#bin")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/wp-login.php":
            if asked.method == "POST":
                user = log_in(asked.form, "log", "pwd")
                need(user, "log-in")
                session["user"] = user
                return to("/wp-admin/edit.php")
            return page("Log in", '<form method="post"><input name="log"><input type="password" name="pwd">'
                        '<button id="in">Log in</button></form>')  # fmt: skip
        need("user" in session, "not logged in")
        if asked.path == "/wp-admin/edit.php":
            return page("Posts", self._list(session) + '<a href="post-new.php">New post</a>')
        if asked.path == "/wp-admin/post-new.php":
            session["post"] = number(200, 9999)
            form = self._hidden(session, f"update-post_{session['post']}") + self._referer("post-new.php")
            form += f'<input type="hidden" name="post_ID" value="{session["post"]}"><input name="post_title">'
            other = self._hidden(session, "add-tag", "_wpnonce_add-tag")
            search = f'<form action="edit.php">{self._hidden(session, "search")}<input name="s"></form>'
            body = f'<form method="post" action="post.php" id="post">{form}{other}<button id="publish">Publish</button></form>'
            script = _SCRIPT.replace("NONCE", self._nonce(session, "rest")).replace("POST/", f"{session['post']}/")
            return page("New post", search + body + script)
        if asked.path.startswith("/wp-json/"):
            need(session.get(asked.headers.get("x-wp-nonce")) == "rest", "rest nonce")
            need(asked.path.endswith(f"/posts/{session['post']}/autosaves"), "autosave of another post", 404)
            session["saved"] = True
            return json({"id": int(number()), "parent": int(session["post"])})
        if asked.method == "POST":
            need(asked.form.get("post_ID") == session["post"], "post", 404)
            need(session.get(asked.form.get("_wpnonce")) == f"update-post_{session['post']}", "form nonce")
            need(session.get("saved"), "not saved")
            session["published"] = True
            return to("/wp-admin/edit.php")
        need(asked.query.get("action") == "trash" and session.get("published"), "action")
        need(session.get(asked.query.get("_wpnonce")) == f"trash-post_{asked.query.get('post')}", "link nonce")
        need(asked.query["post"] == session["post"], "another post was put into the bin")
        self.finish(session)
        return to("/wp-admin/edit.php?trashed=1")

    def _list(self, session: dict[str, Any]) -> str:
        """Return links with nonces for old posts and, when there is one, the new post, the last of them."""
        old = [f"<a href='{self._bin(session, other)}'>Bin</a>" for other in ("31", "12")]
        new = (
            [f'<a id="bin" href="{self._bin(session, session["post"])}">Bin Moss</a>'] if "published" in session else []
        )
        bulk = f'<form>{self._hidden(session, "bulk-posts")}<button name="bulk_edit">Apply</button></form>'
        return bulk + "".join(old + new)

    def _bin(self, session: dict[str, Any], post: str) -> str:
        nonce = self._nonce(session, f"trash-post_{post}")
        return f"/wp-admin/post.php?post={post}&amp;action=trash&#038;_wpnonce={nonce}"

    def _hidden(self, session: dict[str, Any], action: str, name: str = "_wpnonce") -> str:
        return f'<input type="hidden" id="{name}" name="{name}" value="{self._nonce(session, action)}" />'

    def _referer(self, path: str) -> str:
        return f'<input type="hidden" name="_wp_http_referer" value="/wp-admin/{path}" />'

    def _nonce(self, session: dict[str, Any], action: str) -> str:
        made = hexadecimal(5)
        session[made] = action
        return made
