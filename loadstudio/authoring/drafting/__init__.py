"""A recording word for word as a scenario: steps, think times, requests, the log-ins that a server asks for."""
