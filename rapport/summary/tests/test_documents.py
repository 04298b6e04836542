"""The documents of a frozen edition: written on asking or by the worker, once, and the same ever after."""

import pytest

from rapport.summary import documents, editing
from rapport.summary.editions import Workshop
from rapport.summary.models import Edition
from rapport.testing import NOW, TODAY
from rapport.work import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.RAPPORT_HOME = tmp_path


@pytest.fixture
def frozen(edition, officer) -> Edition:
    editing.approve(Workshop(edition, TODAY), officer, now=NOW)
    editing.freeze(Edition.objects.get(pk=edition.pk), now=NOW)
    return Edition.objects.get(pk=edition.pk)


def test_the_worker_writes_what_nobody_has_asked_for_yet(frozen):
    assert documents.documents_wait(now=NOW)
    jobs.run_due(today=TODAY, now=NOW)
    assert not documents.documents_wait(now=NOW)
    written = documents.documents_of(frozen)
    assert [(each.language, each.kind) for each in written] == [
        (language, kind) for language in ("en", "fr") for kind in ("html", "docx", "pdf")
    ]
    assert all(each.size > 1000 for each in written)


def test_a_document_is_written_once_and_kept(frozen):
    written = documents.documents_of(frozen)[2]
    body = frozen.reports.get(language="en")
    first = documents.keep_document(written, body)
    assert first.startswith(b"%PDF")
    written.path.write_bytes(b"as it was written")
    assert documents.keep_document(written, body) == b"as it was written"


def test_each_document_has_the_same_bytes_when_it_is_written_anew(frozen):
    for written in documents.documents_of(frozen):
        body = frozen.reports.get(language=written.language)
        first = documents.keep_document(written, body)
        written.path.unlink()
        assert documents.keep_document(written, body) == first, written.kind


def test_a_document_that_cannot_be_written_leaves_no_half_of_it(frozen, monkeypatch):
    def fail(_report, _kind):
        raise RuntimeError("no room")

    written = documents.documents_of(frozen)[0]
    monkeypatch.setattr(documents, "write_document", fail)
    with pytest.raises(RuntimeError):
        documents.keep_document(written, frozen.reports.get(language="en"))
    assert not list(written.path.parent.glob("*"))
