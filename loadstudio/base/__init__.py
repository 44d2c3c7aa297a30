"""What every layer may use: errors with exit codes, units, identities, clocks, paths, resources, logging."""
