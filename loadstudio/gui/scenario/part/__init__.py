"""Loops, conditions, choices, groups and Python steps being edited."""
