"""Child processes and the state machines of a capture and of a run, shared by window and commands."""
