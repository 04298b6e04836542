"""A house without jobs: each test names its own."""

from collections.abc import Iterator

import pytest

from rapport.work import jobs


@pytest.fixture(autouse=True)
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "_tasks", {})
    yield
