"""The recorder process: mitmproxy, the certificate authority, the browser. Nothing imports it; it is spoken to by
messages.
"""
