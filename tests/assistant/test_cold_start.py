"""What a question on the command line has to load: tests in fresh interpreters."""

import os
import subprocess
import sys
from pathlib import Path

from assistant.assistant import Assistant
from tests.assistant.museum import BOWL_QUESTION, BOWL_SENTENCE, write_museum

_HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "onnx",
    "onnxscript",
    "sklearn",
    "scipy",
    "pandas",
)
_ASK = f"""
import sys
from assistant.cli import app
app(sys.argv[1:], standalone_mode=False)
print("heavy:", [name for name in {_HEAVY} if name in sys.modules])
"""


def test_a_question_is_answered_without_torch_or_transformers(tmp_path: Path, tiny_model: Path) -> None:
    with Assistant(home=tmp_path / "home", embedding_model=str(tiny_model)) as assistant:
        assistant.ingest([write_museum(tmp_path / "museum")])
    done = subprocess.run(
        [sys.executable, "-c", _ASK, "ask", "--home", str(tmp_path / "home"), BOWL_QUESTION],
        env=os.environ | {"STUDIOLO_EMBEDDING_MODEL": str(tiny_model), "COLUMNS": "500"},
        capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert BOWL_SENTENCE in done.stdout
    assert done.stdout.splitlines()[-1] == "heavy: []"
