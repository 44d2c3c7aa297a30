"""The engine's own process: brings the workers together, keeps the load on its plan, tells and stores what happens."""
