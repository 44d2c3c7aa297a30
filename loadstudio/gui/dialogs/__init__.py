"""Dialogs: choosing a file, the page of keys, the settings. Messages go to the notices."""
