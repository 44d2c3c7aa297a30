"""Recipes for values that a page's script makes up: UUIDs, trace ids, random texts of one shape; and for what it
computes from other values, such as the challenge of PKCE (RFC 7636) or the hash of a password.

Only the value and its name are looked at; whether an answer said it is `candidates`' question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from loadstudio.authoring.places.value_look import is_made_up, looks_like_words
from loadstudio.playback.encode import filtered

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)  # scripts' own have no version
_TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_NANOID = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d|(?:.*?[a-z][A-Z]){3})[\w-]{21}", re.ASCII)  # 1 in 40 has no digit
_SHAPES = (
    (re.compile(r"[0-9a-f]+"), "0-9a-f"),
    (re.compile(r"[0-9A-F]+"), "0-9A-F"),
    (re.compile(r"[0-9A-HJKMNP-TV-Z]+"), "0-9A-HJKMNP-TV-Z"),
    (re.compile(r"[0-9a-z]+"), "0-9a-z"),
    (re.compile(r"[0-9A-Z]+"), "0-9A-Z"),
    (re.compile(r"[0-9A-Za-z]+"), "0-9A-Za-z"),
    (re.compile(r"[0-9A-Za-z_-]+"), "0-9A-Za-z_-"),
    (re.compile(r"[0-9A-Za-z+/]+"), "0-9A-Za-z+/"),
)
_PADDED = re.compile(r"[0-9A-Za-z+/]+={1,2}")
_NEW_EACH_TIME = re.compile(
    r"^(nonce|state)$|code_?verifier|idempoten|(correlation|request|trace|span|transaction|message)[-_]?id$",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"(^|[_.-])(session|visit(or)?|device|tab|window|instance|connection|socket|chat|conversation|draft)[-_]?"
    r"(id|key|hash|uuid|guid)$",
    re.IGNORECASE,
)
_DIGESTS = (
    (re.compile(r"[0-9a-f]{32}"), "md5"),
    (re.compile(r"[0-9a-f]{40}"), "sha1"),
    (re.compile(r"[0-9a-f]{64}"), "sha256"),
    (re.compile(r"[0-9a-f]{128}"), "sha512"),
    (re.compile(r"[\w-]{43}", re.ASCII), "s256"),
)


def recipe(text: str, key: str, *, is_new_each_time: bool = False) -> str:
    """Return the generator that makes another value like `text`, sent under the name `key`; '' when there is none.

    `is_new_each_time`: the recording shows that it is not always the same.
    """
    if _TRACEPARENT.fullmatch(text):
        return "traceparent()"
    if _UUID.fullmatch(text):
        return "uuid()"
    by_custom = bool(_NEW_EACH_TIME.search(key) and is_made_up(text))
    if not (by_custom or is_new_each_time or _ULID.fullmatch(text) or _NANOID.fullmatch(text)) or text.isdigit():
        return ""
    if looks_like_words(text, surely=names_visit(key) or is_made_up_by_custom(key)):
        return ""
    if is_padded(text):
        return f"random_string({len(text) // 4 * 3 - text.count('=')},'0-9A-Za-z')"
    alphabet = next((signs for pattern, signs in _SHAPES if pattern.fullmatch(text)), "")
    return f"random_string({len(text)},'{alphabet}')" if alphabet else ""


def is_padded(text: str) -> bool:
    """Tell whether a text is base64 that says so by its end: what is made up is put into base64 then."""
    return len(text) % 4 == 0 and _PADDED.fullmatch(text) is not None


def is_made_up_by_custom(key: str) -> bool:
    """Tell whether clients make up a value of this name themselves: OAuth's `state`, `X-Request-Id` and the like."""
    return bool(_NEW_EACH_TIME.search(key))


def names_visit(key: str) -> bool:
    """Tell whether a name means one visit of a page, or one window or conversation: `sessionHash`, `tab_id`."""
    return bool(_VISIT.search(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key)))


def derivations(texts: Collection[str], known: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Return for each of `texts` that is a hash of a known one or of another of them: (that one, the filter)."""
    found: dict[str, tuple[str, str]] = {}
    wanted: dict[str, set[str]] = {}
    for text in texts:
        for pattern, name in _DIGESTS:
            if pattern.fullmatch(text):
                wanted.setdefault(name, set()).add(text)
    for name, digests in wanted.items():
        for origin in {*known, *texts}:
            if (text := filtered(origin, (name,))) in digests:
                found[text] = origin, name
    return found
