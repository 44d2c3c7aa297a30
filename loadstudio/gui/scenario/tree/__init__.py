"""The scenario as a tree that one edits."""
