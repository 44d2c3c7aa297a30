"""Where a value may stand, in a request and in an answer, how it is spelled there, and what it looks like."""
