"""A load plan: how many users do which scenarios, how fast, how long, and what counts as good enough."""
