"""The Load screen: how many people, for how long, and what is good enough."""
