from pathlib import Path

import pytest

from tests.homes import make_empty, make_once


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """What all processes of this run of the tests have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def empty_home(shared_folder: Path) -> Path:
    """A data directory that one command made ready and nothing else was done in: to be copied, not used."""
    return make_once(shared_folder, "empty", make_empty)
