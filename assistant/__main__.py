"""`python -m assistant`: the `studiolo` command, where it is not on the path."""

from assistant.cli import main

main()
