"""Runs on disk: one folder and one SQLite file a run; read back for screens, reports and comparison."""
