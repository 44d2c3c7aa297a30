"""What a playback ran into, and what can be done about it, as the review says it. Values to words; no widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from loadstudio.gui.language import told
from loadstudio.gui.scenario.check.check_words import Message, advice_words

if TYPE_CHECKING:
    from loadstudio.authoring.mending.evidence import Verified

type Tr = Callable[[str], str]


def trouble_of(outcome: Verified, tr: Tr) -> Message | None:
    """Return what is said of a playback that did not pass; None of one that did."""
    # loaded with the playback's session, which takes long
    from loadstudio.authoring.mending.advice import advice_of  # noqa: PLC0415

    wrong = next((one for one in outcome.report.requests if one.verdict in ("failed", "not_sent")), None)
    if wrong is None:
        return None
    advice = advice_of(wrong)
    title = tr("The log-in did not work when it was played back.")
    if advice != "log_in":
        title = tr("{0} went wrong when it was played back.").format(wrong.label)
    why = " ".join((tr("In {0}: {1}").format(wrong.step, told(wrong.sentence)), advice_words(advice, tr)))
    return Message("bad", title, why, tr("Look at it"), "edit")


def nothing_found(tr: Tr) -> Message:
    """Return what is said where no value of an answer is sent back later."""
    return Message(
        "info",
        tr("No changing value was found."),
        tr(
            "Nothing that the site hands out is sent back later, so it can be replayed as recorded. Play it back to "
            "see whether that is so. If you logged in before the recording began, record again from the log-in on."
        ),
    )
