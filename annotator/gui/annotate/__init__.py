"""Read an article and code it: the reader with the inspector beside it."""
