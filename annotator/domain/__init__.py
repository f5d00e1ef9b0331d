"""What the research is about: plain data and rules, no files, no windows."""
