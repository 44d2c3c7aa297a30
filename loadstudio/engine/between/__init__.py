"""What master and workers have in common: their messages, the secured sockets, the rows that are used up one by one."""
