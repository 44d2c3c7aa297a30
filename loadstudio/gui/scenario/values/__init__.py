"""The changing values and where they are used."""
