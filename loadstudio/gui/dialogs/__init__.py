"""Dialogs: choosing a file, the page of keys, the choice of the theme. Messages go to the notices."""
