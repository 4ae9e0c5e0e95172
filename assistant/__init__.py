"""Evidence becomes answers, over the command line, HTTP and Python."""
