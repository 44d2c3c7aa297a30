"""From a recording to a scenario that replays: changing values, test data and checks, and a sentence for each."""
