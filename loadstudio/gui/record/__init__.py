"""The Record screen."""
