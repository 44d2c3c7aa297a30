"""A scenario: what one virtual user does, as frozen values, their edits and their file. Nothing here sends or
measures.
"""
