"""A scenario written for another tool: one outline for all of them, then the words of each language."""
