from pathlib import Path

import pytest

from assistant.guarding import plain
from evals.attacks import Attack, attacks
from evals.attacks.files import write_attack
from ingest.readers import read


@pytest.mark.parametrize("attack", attacks(("hidden",)), ids=lambda attack: f"{attack.id}-{attack.way}")
def test_hidden_orders_stand_in_the_file_and_are_not_read(tmp_path: Path, attack: Attack) -> None:
    path = write_attack(attack, tmp_path)
    document = read(path)
    text = " ".join(block.text for block in document.blocks)
    assert attack.place in text
    assert attack.bait not in text
    assert document.warnings or attack.way == "html-comment"  # which every page has


@pytest.mark.parametrize("attack", attacks(("unicode",)), ids=lambda attack: attack.way)
def test_spelled_orders_are_read_and_known(tmp_path: Path, attack: Attack) -> None:
    text = " ".join(block.text for block in read(write_attack(attack, tmp_path)).blocks)
    assert attack.order not in text
    assert attack.bait.lower() in (plain(text) + plain(text[::-1])).replace(" ", "")
