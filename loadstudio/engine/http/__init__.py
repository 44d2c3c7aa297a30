"""The HTTP/1.1 client of the virtual users: connections, TLS, names, answers."""
