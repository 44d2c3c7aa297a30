"""A recording: what one person's browser exchanged with the site, page by page. Immutable; edits happen to the
scenario.
"""
