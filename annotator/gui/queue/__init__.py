"""The list of articles: find the next one."""
