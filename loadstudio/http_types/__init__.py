"""HTTP as plain frozen values: messages, headers, addresses, bodies, cookies. Nothing here opens a connection."""
