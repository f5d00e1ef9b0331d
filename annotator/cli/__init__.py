"""The command line: the same operations, typed."""
