"""Scenario parts compiled to fast pure functions: rendering, extraction, checks, data rows. Used by engine and
previews alike.
"""
