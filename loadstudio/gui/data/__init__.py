"""The page of a scenario's test data: where rows come from, who gets which, and what is in them."""
