"""The start page: which site, the demo shop, what was opened last."""
