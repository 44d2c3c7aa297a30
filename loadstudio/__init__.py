"""LoadStudio: record what you do in a browser, replay it with many users, report what the site carries."""

__version__ = "0.1.0"
