"""A replayed answer beside the recorded one: verdicts, aligned rows, and what is only noise."""
