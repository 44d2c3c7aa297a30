"""A Django project of one application whose administration is Django's own: `python -m tests.corpus.garden FOLDER`."""
