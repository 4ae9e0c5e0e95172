"""A museum of four documents in three languages, for tests of what people use."""

from pathlib import Path

BOWL = """---
title: The lidded bowl
collection: ceramics
access: public
---

# Description

The lidded bowl was thrown by Adriaan Kocks in Delft. Its foot is pierced with four holes.

## Provenance

The museum bought the lidded bowl from Lady Wentworth in 1931.
"""
CLOCK = """# 孔雀钟

孔雀钟由英国匠人詹姆斯·考克斯制作。它高三米，至今仍能走动。
"""
ICON = """Икона Святого Георгия

Икону Святого Георгия написал мастер Дионисий в Ростове. Реставрация закончена в 1912 году.
"""
RULES = """<!doctype html><html lang="en"><head><title>Rules for visitors</title></head><body><main>
<h1>Rules for visitors</h1><p>Umbrellas are left at the cloakroom before the stairs. Photography without a
flash is welcome in every gallery.</p></main></body></html>
"""
DOCUMENTS = {
    "ceramics/bowl.md": BOWL,
    "clocks/孔雀钟.md": CLOCK,
    "icons/икона.txt": ICON,
    "rules.html": RULES,
}
BOWL_QUESTION = "Who threw the lidded bowl with the pierced foot in Delft?"
BOWL_SENTENCE = "The lidded bowl was thrown by Adriaan Kocks in Delft."


def write_museum(folder: Path) -> Path:
    """The museum's documents as files in `folder`, which is returned."""
    for name, text in DOCUMENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
