"""The check: one pass beside the recording."""
