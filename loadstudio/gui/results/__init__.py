"""The Results screen: runs on disk, their verdicts, the PDF."""
