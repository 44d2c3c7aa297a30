"""The Run screen: the run in progress, live."""
