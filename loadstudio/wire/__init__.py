"""Messages between the program's processes: JSON lines over stdin and stdout. Commands are imperative, events past
tense.
"""
