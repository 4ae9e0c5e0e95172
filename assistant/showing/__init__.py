"""Sources, places and answers as people see them: pages of HTML and a terminal."""
