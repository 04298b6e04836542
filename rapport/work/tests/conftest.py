"""A house without jobs: each test names its own."""

import pytest

from rapport.work import jobs


@pytest.fixture(autouse=True)
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_tasks", {})
