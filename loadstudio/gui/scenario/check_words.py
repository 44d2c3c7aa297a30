"""What a check says: the banner over a request, the facts in the head. Values to words; no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from loadstudio.base.units import duration_text
from loadstudio.gui.widgets.banner import BannerKind
from loadstudio.http_types.url import host_name

if TYPE_CHECKING:
    from loadstudio.authoring.replay_report import CheckedRequest
    from loadstudio.metrics.exchange import Exchange

type Tr = Callable[[str], str]

_MOST_HOSTS = 3


class Message(msgspec.Struct, frozen=True):
    """What a banner says."""

    kind: BannerKind
    title: str
    why: str = ""
    action: str = ""


def message_of(checked: CheckedRequest, tr: Tr, *, passed: bool) -> Message:
    """Return what is said of one request; `passed` when the whole pass is over and good."""
    match checked.verdict:
        case "good" if passed:
            return Message("ok", tr("The whole pass answers as recorded."), checked.sentence, tr("Plan the load"))
        case "good":
            return Message("ok", tr("This request is good."), checked.sentence)
        case "differs":
            words = tr("The answer is not quite as recorded.")
            return Message("warn", words, checked.sentence, tr("Look at the request"))
        case "not_sent":
            return Message("warn", tr("This request was not sent."), checked.sentence)
        case _:
            return Message("bad", tr("This request failed."), checked.sentence, tr("Edit this request"))


def sent_words(exchanges: Sequence[Exchange], tr: Tr) -> str:
    """Return how many requests were sent to which hosts, most first; '' when none was."""
    counts = Counter(host_name(exchange.url) for exchange in exchanges if "://" in exchange.url)
    if not counts:
        return ""
    if len(counts) == 1:
        ((host, count),) = counts.items()
        return (tr("1 request sent to {0}") if count == 1 else tr("{1} requests sent to {0}")).format(host, count)
    told = [f"{host} ({count})" for host, count in counts.most_common(_MOST_HOSTS)]
    more = len(counts) - len(told)
    if more > 0:
        told.append(tr("{0} other hosts").format(more) if more > 1 else tr("1 other host"))
    return tr("{0} requests sent to {1}").format(counts.total(), ", ".join(told))


def progress_words(answered: int, total: int, step: str, seconds: float, tr: Tr) -> str:
    """Return how far a pass is: the request, the step, the seconds."""
    words = [tr("Request {0} of {1}").format(min(answered + 1, total), total)] if total else []
    words += [step] if step else []
    return "  ·  ".join((*words, duration_text(int(seconds)) if seconds >= 1 else tr("begun just now")))
