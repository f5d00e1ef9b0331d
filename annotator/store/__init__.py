"""The project file: one SQLite database, one step at a time."""
