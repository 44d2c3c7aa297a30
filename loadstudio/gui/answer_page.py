"""A page that a site answered, as a page that a browser may show without harm. Pure.

The answer stands in a frame of its own that is sandboxed: no scripts, no forms, no windows, no way out. The policy of
the page around holds in the frame too, and lets nothing be fetched: neither from the site, which would be asked by
somebody whom it does not know, nor from anywhere else. Styles and pictures in the answer itself are shown.
"""

from __future__ import annotations

from html import escape

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'"
_PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
html, body {{ height: 100%; margin: 0; }}
body {{ display: flex; flex-direction: column; font: 14px/20px sans-serif; color: #101828; background: #fff; }}
p {{ margin: 0; padding: 10px 16px; background: #eef0f4; overflow-wrap: anywhere; }}
iframe {{ flex: 1; border: 0; }}
</style>
</head>
<body>
<p><b>{title}</b><br>{words}</p>
<iframe sandbox title="{title}" srcdoc="{answer}"></iframe>
</body>
</html>
"""


def harmless_page(answer: str, title: str, words: str) -> str:
    """Return a page that shows the HTML of an `answer` under its `title` and some `words`."""
    return _PAGE.format(policy=_POLICY, title=escape(title), words=escape(words), answer=escape(answer))
