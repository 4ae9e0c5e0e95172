"""Tests in fresh interpreters, since an import happens once."""

import subprocess
import sys

_IMPORT = "from retrieval.encoders.quick_import import sentence_transformer_class as c; import sys; c();"


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:__main__", "-c", code],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip


def test_embedding_is_imported_without_scikit_learn() -> None:
    assert run(_IMPORT + "print('sklearn' in sys.modules, 'sklearn.metrics' in sys.modules)") == "False False"


def test_scikit_learn_is_itself_afterwards() -> None:
    code = "from sklearn.metrics import pairwise_distances as d; print(d([[0, 0]], [[3, 4]])[0][0])"
    assert run(_IMPORT + code) == "5.0"


def test_a_function_that_needs_scikit_learn_gets_the_real_one() -> None:
    code = (
        "import torch; from sentence_transformers.util import manhattan_sim;"
        "print(manhattan_sim(torch.ones(1, 2), torch.zeros(1, 2)).item())"
    )
    assert run(_IMPORT + code) == "-2.0"


def test_what_is_imported_already_stays() -> None:
    code = "import sklearn.metrics as m, sys;" + _IMPORT + "print(sys.modules['sklearn.metrics'] is m)"
    assert run(code) == "True"
