"""One search: what the engines find is scored, put in order and given once."""
