"""From recording to scenario: steps, think times, changing values made dynamic, typed data found. Pure; the replay is
injected.
"""
