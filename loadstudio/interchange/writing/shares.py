"""How people are shared out among journeys, in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 1000


def whole_shares(shares: Sequence[float]) -> tuple[int, ...]:
    """Return whole numbers from 1 to 1000 in the same proportion, as small as they can be."""
    least = min((share for share in shares if share > 0), default=1.0)
    scaled = [share / least for share in shares]
    for factor in range(1, 101):
        scaled = [share / least * factor for share in shares]
        if all(abs(share - round(share)) < 0.005 * max(1.0, share) for share in scaled):
            break
    return tuple(min(_MOST, max(1, round(share))) for share in scaled)
