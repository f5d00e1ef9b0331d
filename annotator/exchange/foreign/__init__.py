"""Projects of other tools, read into a corpus."""
