"""Everything a researcher can do, one plain function each."""
