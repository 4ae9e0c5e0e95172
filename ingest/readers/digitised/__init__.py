"""Digitised print: METS with its pages, ALTO, PAGE XML, and the MODS that describes them."""
