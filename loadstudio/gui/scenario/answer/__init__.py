"""The recorded answer beside a request."""
