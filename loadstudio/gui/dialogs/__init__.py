"""Dialogs: choosing a file, the page of keys, the settings, a fault of the program. Messages go to the notices."""
