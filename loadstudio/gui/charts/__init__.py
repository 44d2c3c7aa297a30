"""Charts over time: the only home of pyqtgraph. Numbers in, pictures out; what the numbers mean is decided elsewhere.

This package module imports nothing, so that the small charts do not load pyqtgraph.
"""
