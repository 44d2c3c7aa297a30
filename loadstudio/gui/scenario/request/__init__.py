"""A request being edited: address, headers, body, checks, log-in."""
