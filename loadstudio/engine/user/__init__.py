"""One virtual user going through its scenario: requests, parts, Python steps, what it measures."""
