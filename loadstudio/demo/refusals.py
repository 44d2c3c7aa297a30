"""Why the shop says no: each refusal carries the status that is answered and a sentence for the person."""

from __future__ import annotations


class Refusal(Exception):
    """A request that is not carried out; `str(refusal)` is the sentence that is shown."""

    status = 400
    title = "That did not work"


class TokenRejected(Refusal):
    """A form or call came without its token, with a wrong one, or with one that was used before."""

    status = 403
    title = "This form has expired"

    def __init__(self) -> None:
        super().__init__("Its token is missing, wrong or was used before. Go back, reload the page and send it again.")


class CartRefused(Refusal):
    """Somebody asked for a cart that is not their own, or that was ordered already."""

    status = 403
    title = "This is not your cart"

    def __init__(self) -> None:
        super().__init__(
            "It belongs to somebody else or was ordered already. Your own cart is behind the basket above."
        )


class AccessRefused(Refusal):
    """An API call came without a valid bearer token."""

    status = 401
    title = "Not authorised"


class LogInNeeded(Refusal):
    """The visitor has to log in first."""

    status = 401
    title = "Please log in"

    def __init__(self) -> None:
        super().__init__("Please log in first.")


class NotFound(Refusal):
    """There is no such product, order or review, or it is somebody else's."""

    status = 404
    title = "We could not find that"


class Invalid(Refusal):
    """What was sent makes no sense."""


class WrongPassword(Refusal):
    """Name and password do not belong together."""

    status = 200  # as many applications do: the form comes again with 200, and a load test must notice all the same

    def __init__(self) -> None:
        super().__init__("We do not know this name and password together. Please try again.")
