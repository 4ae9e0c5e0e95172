"""Answers measured: what is found, said, cited and refused, for each audience and in conversations."""
