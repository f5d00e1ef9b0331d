"""What the machine proposes; the only place that knows spaCy."""
