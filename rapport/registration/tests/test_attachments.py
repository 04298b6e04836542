"""Files that an applicant encloses: what is taken and what is not, how it is kept, who gets it, when it goes."""

import io
import os
import time
import zipfile
from contextlib import suppress

import pytest
from django.core.files.storage import storages
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rapport.accounts import personal
from rapport.accounts.people import find_or_make
from rapport.registration import attaching
from rapport.registration.attaching import LARGEST, UnfitFileError, attach, sweep_files
from rapport.registration.drafts import begin_registration
from rapport.registration.models import Attachment, Draft
from rapport.registration.sending import send
from rapport.testing import NOW, TODAY

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a letter"


def image(form="PNG", size=(64, 32)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form)
    return out.getvalue()


def document(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *names):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def file(content=PDF, name="letter.pdf"):
    opened = io.BytesIO(content)
    opened.name = name
    return opened


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where the files of a test are kept."""
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "files"}},
    }
    Attachment._meta.get_field("file").storage = storages["private"]
    return tmp_path / "files"


def files_in(folder):
    return [each for each in folder.rglob("*") if each.is_file()]


def path(draft, rest=""):
    return f"/en/register/{draft.token}/files/{rest}"


def post(client, draft, **given):
    return client.post(path(draft), {"purpose": "commitment", "file": file(), **given})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (image(), "image/png"),
        (image("JPEG"), "image/jpeg"),
        (document(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
    ids=["pdf", "png", "jpeg", "docx"],
)
def test_what_a_file_is_is_read_from_its_bytes(client, draft, content, kind):
    assert post(client, draft, file=file(content, "anything.exe")).status_code == 302
    assert Attachment.objects.get().kind == kind


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no file that we take"),
        (b"<!doctype html><script>alert(1)</script>", "This is no file that we take"),
        (b"GIF89a", "This is no file that we take"),
        (b"just words", "This is no file that we take"),
        (b"PK\x03\x04 half an archive", "This is no file that we take"),
        (b"\x89PNG\r\n\x1a\n half an image", "This image is damaged"),
        (b"\x89PNG\r\n\x1a\n<script>", "This image is damaged"),
        (image(size=(8, 64)), "An image needs from 16 to 8,000 pixels on each side."),
        (image(size=(8001, 16)), "An image needs from 16 to 8,000 pixels on each side."),
        (image(size=(6000, 6000)), "This image has too many pixels"),
        (b"", "Choose a file first."),
        (PDF + b"x" * LARGEST, "This file is larger than 5 MB"),
    ],
    ids=map(str, range(12)),
)
def test_what_is_not_taken_gets_a_sentence_and_nothing_is_kept(client, draft, kept, content, sentence):
    given = {"file": file(content, "letter.pdf")} if content else {"file": ""}
    answer = post(client, draft, **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (Attachment.objects.count(), files_in(kept)) == (0, [])


def test_a_document_with_macros_is_not_taken(client, draft):
    answer = post(client, draft, file=file(document("word/vbaProject.bin")))
    assert "DOCX without macros" in answer.content.decode()


def test_an_image_that_was_cut_off_is_not_taken(client, draft):
    whole = image(size=(200, 200))
    assert "This image is damaged" in post(client, draft, file=file(whole[: len(whole) // 2])).content.decode()


def test_a_post_that_is_far_too_long_is_refused_unread(client, draft):
    answer = post(client, draft, file=file(PDF + b"x" * (LARGEST + 100_000)))
    assert "This file is larger than 5 MB" in answer.content.decode()


def test_a_logo_must_be_an_image(client, draft):
    answer = post(client, draft, purpose="logo")
    assert "A logo must be an image" in answer.content.decode()


def test_a_new_logo_takes_the_place_of_the_one_before(client, draft, kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(client, draft, purpose="logo", file=file(image()))
        post(client, draft, purpose="logo", file=file(image(size=(20, 20))))
    assert Attachment.objects.count() == len(files_in(kept)) == 1


def test_pressing_twice_encloses_once(client, draft, kept):
    post(client, draft), post(client, draft)
    assert Attachment.objects.count() == len(files_in(kept)) == 1


@pytest.mark.parametrize("purpose", ["", "nonsense"])
def test_it_must_be_said_what_it_is(client, draft, purpose):
    assert "Say what the file is." in post(client, draft, purpose=purpose).content.decode()


def test_a_draft_has_ten_files_at_most(draft):
    for number in range(10):
        attach(draft, PDF + bytes([number]), name="a.pdf", purpose="other", now=NOW)
    with pytest.raises(UnfitFileError, match="There are 10 files already"):
        attach(draft, PDF, name="a.pdf", purpose="other", now=NOW)


def test_a_file_is_kept_under_a_name_of_chance(client, draft, kept):
    post(client, draft, file=file(PDF, "../../etc/passwd.pdf"))
    found = Attachment.objects.get()
    assert found.name == "passwd.pdf"
    assert [str(each.relative_to(kept)) for each in files_in(kept)] == [found.file.name]
    assert "passwd" not in found.file.name


def test_it_is_handed_out_by_the_link_of_the_draft_to_be_saved(client, draft):
    post(client, draft, file=file(PDF, "lettre signée.pdf"))
    answer = client.get(path(draft, f"{Attachment.objects.get().pk}/"))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''lettre%20sign%C3%A9e.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"


def test_the_link_of_another_draft_gives_it_to_nobody(client, draft):
    post(client, draft)
    other = begin_registration(language="en", now=NOW)
    number = Attachment.objects.get().pk
    assert client.get(path(other, f"{number}/")).status_code == 404
    client.post(path(other), {"remove": number})
    assert Attachment.objects.count() == 1


def test_a_link_that_was_forged_leads_nowhere(client, draft):
    assert client.get(f"/en/register/{draft.token}x/files/").status_code == 404


def test_a_file_that_was_lost_is_not_there_and_nothing_breaks(client, draft, kept):
    post(client, draft)
    files_in(kept)[0].unlink()
    assert client.get(path(draft, f"{Attachment.objects.get().pk}/")).status_code == 404


def test_it_is_removed_with_its_bytes(client, draft, kept, django_capture_on_commit_callbacks):
    post(client, draft)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(path(draft), {"remove": Attachment.objects.get().pk})
    assert (Attachment.objects.count(), files_in(kept)) == (0, [])


def test_the_overview_leads_there_and_counts(client, draft):
    post(client, draft)
    page = client.get(f"/en/register/{draft.token}/").content.decode()
    assert path(draft) in page
    assert "1 enclosed" in page


def test_while_the_desk_has_not_decided_more_can_be_enclosed_and_nothing_taken_back(client, ready):
    send(ready, today=TODAY, now=NOW)
    assert post(client, ready).status_code == 302
    client.post(path(ready), {"remove": Attachment.objects.get().pk})
    assert Attachment.objects.count() == 1


def test_once_it_is_decided_nothing_is_added(client, ready):
    sent = send(ready, today=TODAY, now=NOW).waiting
    sent.state = "declined"
    sent.save()
    answer = post(client, ready)
    assert "This was decided already" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_file_and_for_three(client, draft, django_assert_num_queries, count):
    for number in range(count):
        attach(draft, PDF + bytes([number]), name="a.pdf", purpose="other", now=NOW)
    with django_assert_num_queries(2):
        client.get(path(draft))


def test_it_goes_when_its_sender_is_forgotten(client, ready, kept, django_capture_on_commit_callbacks):
    post(client, ready)
    send(ready, today=TODAY, now=NOW)
    mere = Draft.objects.get().author
    with django_capture_on_commit_callbacks(execute=True):
        personal.erase(mere, today=TODAY)
    assert (Draft.objects.count(), Attachment.objects.count(), files_in(kept)) == (0, 0, [])


def test_a_draft_that_names_a_mailbox_goes_with_it_though_nobody_sent_it(ready):
    person = find_or_make("Mere@example.org")
    assert [each["kind"] for each in personal.export_data(person)["registration"]] == ["registration"]
    personal.erase(person, today=TODAY)
    assert not Draft.objects.exists()


def test_drafts_of_others_stay(ready):
    personal.erase(find_or_make("bo@example.org"), today=TODAY)
    assert Draft.objects.count() == 1


def test_files_that_belong_to_nothing_are_swept_when_they_are_a_day_old(client, draft, kept):
    post(client, draft)
    (kept / "ab").mkdir(exist_ok=True)
    old, young = kept / "ab" / "old", kept / "ab" / "young"
    old.write_bytes(PDF), young.write_bytes(PDF)
    two_days_ago = time.time() - 2 * 24 * 3600
    for each in files_in(kept):
        if each != young:
            os.utime(each, (two_days_ago, two_days_ago))
    assert sweep_files(today=TODAY) == 1
    assert (old.exists(), young.exists(), len(files_in(kept))) == (False, True, 2)


@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04"]))
def test_whatever_the_bytes_the_answer_is_a_kind_or_a_sentence(rest, magic):
    kind = ""
    with suppress(UnfitFileError):
        kind = attaching._check(magic + rest, "other")
    assert kind in ("", *attaching.KINDS)


def test_it_works_without_a_cookie_or_a_script(draft):
    browser = Client(enforce_csrf_checks=True)
    assert post(browser, draft).status_code == 302
