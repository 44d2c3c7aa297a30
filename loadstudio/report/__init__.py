"""From a stored run to a document: content, vector charts, PDF by typst."""
