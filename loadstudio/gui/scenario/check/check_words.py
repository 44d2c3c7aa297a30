"""What a check says: the banner over a request, the facts in the head. Values to words; no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from loadstudio.base.units import duration_text
from loadstudio.gui.language import told
from loadstudio.gui.widgets.banner import BannerKind
from loadstudio.http_types.url import host_name

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.replay_report import CheckedRequest
    from loadstudio.authoring.mending.advice import Advice
    from loadstudio.authoring.mending.drift import Drift
    from loadstudio.authoring.mending.stale import Stale
    from loadstudio.metrics.exchange import Exchange

type Tr = Callable[[str], str]

_MOST_HOSTS = 3


class Message(msgspec.Struct, frozen=True):
    """What a banner says, and what its button does: nothing, lead on to the load or to the request, take a value from
    elsewhere, check again.
    """

    kind: BannerKind
    title: str
    why: str = ""
    action: str = ""
    does: Literal["nothing", "load", "edit", "fix", "freshen", "again"] = "nothing"


def message_of(checked: CheckedRequest, advice: Advice, tr: Tr, *, passed: bool) -> Message:
    """Return what is said of one request; `passed` when the whole pass is over and good."""
    why = " ".join(words for words in (told(checked.sentence), advice_words(advice, tr)) if words)
    match checked.verdict:
        case "good" if passed:
            return Message("ok", tr("The whole pass answers as recorded."), "", tr("Plan the load"), "load")
        case "good":
            return Message("ok", tr("This request is good."), why)
        case "differs":
            words = tr("The answer is not quite as recorded.")
            return Message("warn", words, why, tr("Look at the request"), "edit")
        case "not_sent":
            return Message("warn", tr("This request was not sent."), why)
        case _:
            return Message("bad", tr("This request failed."), why, tr("Edit this request"), "edit")


def fix_message(drifts: Sequence[Drift], tr: Tr, *, failed: bool) -> Message:
    """Return what is said where values can be taken from elsewhere."""
    why = " ".join(told(drift.sentence) for drift in drifts)
    kind: BannerKind = "bad" if failed else "warn"
    if len(drifts) == 1:
        words = tr("The site no longer gives “{0}” where it did.").format(told(drifts[0].label))
        return Message(kind, words, why, tr("Take it from where it is now"), "fix")
    words = tr("The site no longer gives {0} values where it did.").format(len(drifts))
    return Message(kind, words, why, tr("Take them from where they are now"), "fix")


def stale_message(found: Sequence[Stale], tr: Tr) -> Message:
    """Return what is said where a request sends what was recorded, though the site hands out new ones."""
    why = " ".join(told(one.sentence) for one in found)
    if len(found) == 1:
        title = tr("The request sent the recorded {0}.").format(told(found[0].label))
        return Message("bad", title, why, tr("Use the new {0}").format(told(found[0].label)), "freshen")
    title = tr("The request sent {0} recorded values.").format(len(found))
    return Message("bad", title, why, tr("Use the new values"), "freshen")


def fixed_message(fixes: Sequence[Drift] | Sequence[Stale], tr: Tr) -> Message:
    """Return what is said once the values are taken from elsewhere."""
    names = ", ".join(f"“{told(one.label)}”" for one in fixes)
    words = tr("Changed: {0} comes from {1} now.").format(names, ", ".join(told(one.where) for one in fixes))
    why = tr("Check again to see whether that helps. Undo takes the change back.")
    return Message("info", words, why, tr("Check again"), "again")


def advice_words(advice: Advice, tr: Tr) -> str:  # noqa: PLR0911 - a table in words
    """Return what a person can do, in a sentence or two; '' where nothing is to be done."""
    match advice:
        case "none":
            return ""
        case "look_before":
            return tr("Look at the first request that failed: the pass ended there.")
        case "reach_the_site":
            return tr("See whether the site is up and this computer may reach it, then check again.")
        case "log_in":
            return tr(
                "The site does not know who asks. See whether the log-in before it went well, and whether name and "
                "password in the test data are right."
            )
        case "not_there":
            return tr(
                "What it asks for is not there. A number or name in the address may be the recorded one: take it from "
                "an earlier answer, or record this step again."
            )
        case "not_accepted":
            return tr(
                "The site did not accept what was sent. A token or number may be the recorded one: compare what was "
                "sent with earlier answers."
            )
        case "too_fast":
            return tr("The site asks for a pause. Wait a while, then check again.")
        case "site_failed":
            return tr("The site itself went wrong. Look into its log, then check again.")
        case "leads_elsewhere":
            return tr("The site leads on to another page. See what the requests before it were answered.")
        case "check_too_strict":
            return tr("If the answer is right as it is, change the check that complains or switch it off.")
        case "site_changed":
            return tr("If the site was changed on purpose, record this step again; else look at what is marked.")


def sent_words(exchanges: Sequence[Exchange], tr: Tr) -> str:
    """Return how many requests were sent to which hosts, most first; '' when none was."""
    counts = Counter(host_name(exchange.url) for exchange in exchanges if "://" in exchange.url)
    if not counts:
        return ""
    if len(counts) == 1:
        ((host, count),) = counts.items()
        return (tr("1 request to {0}") if count == 1 else tr("{1} requests to {0}")).format(host, count)
    told = [f"{host} ({count})" for host, count in counts.most_common(_MOST_HOSTS)]
    more = len(counts) - len(told)
    if more > 0:
        told.append(tr("{0} other hosts").format(more) if more > 1 else tr("1 other host"))
    return tr("{0} requests to {1}").format(counts.total(), ", ".join(told))


def progress_words(answered: int, total: int, step: str, seconds: float, tr: Tr) -> str:
    """Return how far a pass is: the request, the step, the seconds."""
    words = [tr("Request {0} of {1}").format(min(answered + 1, total), total)] if total else []
    words += [step] if step else []
    return "  ·  ".join((*words, duration_text(int(seconds)) if seconds >= 1 else tr("begun just now")))
