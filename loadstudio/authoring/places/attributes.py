"""Which attributes of a page hold what is looked for, read from its text: from the sign of equality back to the name,
since a pattern that begins with the name is tried at each word of the page.

Only what may be there; what is there the parsed page says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = re.compile(r"\s([a-z@:][\w:.@-]*)\Z", re.IGNORECASE)
_NAME_AND_BLANKS = re.compile(r"\s([a-z@:][\w:.@-]*)\s*\Z", re.IGNORECASE)
_LONGEST_NAME = 100


def names_before(page: str, begin: re.Pattern[str], *, with_blanks: bool = False) -> Iterator[str]:
    """Yield the names, each at least once, of the attributes whose values begin as `begin` says, which starts at the
    sign of equality; `with_blanks` also where blanks precede that.
    """
    pattern = _NAME_AND_BLANKS if with_blanks else _NAME
    again = ""
    for match in begin.finditer(page):
        start = match.start()
        if again and page.startswith(again, start + 1 - len(again)):
            continue  # the same name as the last time: of thousands of links each has it
        name = pattern.search(page, max(0, start - _LONGEST_NAME), start)
        if name is not None:
            again = f"{name[0]}="
            yield name[1]
