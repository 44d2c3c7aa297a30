"""What replays and people teach afterwards: repair rounds, evidence, drift, a second recording, values pointed at."""
