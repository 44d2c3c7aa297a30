"""A worker process: its users, when each begins its next pass, and its heartbeat."""
