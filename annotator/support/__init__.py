"""What every layer stands on: words, paths, settings, work, clock."""
