"""The article as a page: read it, see what is tagged, say which words are meant."""
