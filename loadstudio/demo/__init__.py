"""Fern Market, the demo shop: a small web application with real server-side state to record and to load.

It is a program of its own (`loadstudio demo`): nothing imports it, and of the rest it imports only `base`.
"""
