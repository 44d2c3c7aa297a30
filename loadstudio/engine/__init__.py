"""The engine process: gevent virtual users driven through Locust. Nothing imports it; it is spoken to by messages."""
