from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

from assistant.settings import load_settings
from evals.provenance import checkout, package_versions, provenance
from retrieval import Embedder


def git(folder: Path, *command: str) -> str:
    identity = ["-c", "user.name=Curator", "-c", "user.email=curator@example.org"]
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *command], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_checkout_is_known_by_its_commit_and_by_changes_not_committed(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.txt").write_text("a")
    git(tmp_path, "add", "a.txt")
    git(tmp_path, "commit", "--quiet", "--message", "Keep a")
    commit = git(tmp_path, "rev-parse", "HEAD")
    assert checkout(tmp_path) == {"commit": commit, "dirty": False}
    (tmp_path / "a.txt").write_text("b")
    assert checkout(tmp_path) == {"commit": commit, "dirty": True}


def test_outside_a_checkout_there_is_no_commit(tmp_path: Path) -> None:
    assert checkout(tmp_path / "missing") == {"commit": None, "dirty": None}


def test_figures_carry_all_they_were_made_with(tiny_model: Path, embedder: Embedder) -> None:
    made = provenance(load_settings(embedding_model=str(tiny_model), model_api_key="secret"), seconds=1.26)
    assert made["embedding_model"] == {"name": str(tiny_model), "fingerprint": embedder.fingerprint}
    assert made["settings"]["passages"] == load_settings().passages
    assert "secret" not in str(made)
    assert made["seconds"] == 1.3
    assert made["machine"]["cpus"] >= 1
    assert datetime.fromisoformat(made["date"]).tzinfo is not None


def test_versions_are_those_installed() -> None:
    import chromadb

    assert package_versions()["chromadb"] == chromadb.__version__
