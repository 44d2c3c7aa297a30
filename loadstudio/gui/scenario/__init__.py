"""The Scenario screen."""
