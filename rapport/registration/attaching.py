"""Files that an applicant encloses: what each is, is read from its bytes; nothing else is kept."""

import hashlib
import io
import zipfile
from datetime import date, datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from rapport.lib import clock
from rapport.mail.attachments import clean_name, kind_of
from rapport.registration.models import Attachment, Draft

LARGEST = 5 * 1024 * 1024  # bytes of one file
MOST = 10  # files of one draft
KINDS = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
}
_LEAST_SIDE, _LONGEST_SIDE, _MOST_PIXELS = 16, 8_000, 25_000_000
_FORGOTTEN_AFTER = timedelta(days=1)


class UnfitFileError(Exception):
    """A file that is not taken; the sentence says why, and is fit for who sent it."""


def attach(draft: Draft, content: bytes, *, name: str, purpose: str, now: datetime) -> Attachment:
    """Enclose a file. The same file twice is enclosed once; a new logo takes the place of the one before."""
    if purpose not in Attachment.Purpose.values:
        raise UnfitFileError(_("Say what the file is."))
    kind = _check(content, purpose)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=draft.pk)  # of two files at once the second is counted after the first
        mine = Attachment.objects.filter(draft=draft)
        if same := mine.filter(purpose=purpose, digest=digest).first():
            return same
        if purpose == Attachment.Purpose.LOGO:
            remove_files(list(mine.filter(purpose=purpose)))
        if mine.count() >= MOST:
            raise UnfitFileError(_("There are %(most)d files already. Remove one first.") % {"most": MOST})
        return Attachment.objects.create(
            draft=draft, purpose=purpose, file=ContentFile(content, "file"), name=clean_name(name), kind=kind,
            size=len(content), digest=digest, added_at=now,
        )  # fmt: skip


def remove_files(attachments: list[Attachment]) -> None:
    """The rows go now, the files when that is certain."""
    for each in attachments:
        key, storage = str(each.file.name), each.file.storage
        each.delete()
        transaction.on_commit(partial(storage.delete, key))


def _check(content: bytes, purpose: str) -> str:
    if not content:
        raise UnfitFileError(_("This file is empty."))
    if len(content) > LARGEST:
        raise UnfitFileError(too_big())
    kind = kind_of(content)
    if kind not in KINDS or _has_program(content, kind):
        raise UnfitFileError(_("This is no file that we take. Send a PDF, a PNG, a JPEG or a DOCX without macros."))
    if kind.startswith("image/"):
        _check_image(content, KINDS[kind])
    elif purpose == Attachment.Purpose.LOGO:
        raise UnfitFileError(_("A logo must be an image: PNG or JPEG."))
    return kind


def too_big() -> str:
    return _("This file is larger than 5 MB. Send a smaller one.")


def _has_program(content: bytes, kind: str) -> bool:
    """Whether a document of Word brings macros."""
    if KINDS[kind] != "DOCX":
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in archive.namelist())


def _check_image(content: bytes, form: str) -> None:
    """One that opens as what it says, within sane limits: its size is looked at before its pixels are read."""
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as image:
            width, height = image.size
            if not (min(width, height) >= _LEAST_SIDE and max(width, height) <= _LONGEST_SIDE):
                raise UnfitFileError(_("An image needs from 16 to 8,000 pixels on each side."))
            if width * height > _MOST_PIXELS:
                raise UnfitFileError(_("This image has too many pixels. Make it smaller."))
            image.load()
    except UnfitFileError:
        raise
    except Exception:  # Pillow raises errors of many kinds on hostile bytes
        raise UnfitFileError(_("This image is damaged: it cannot be opened.")) from None


def sweep_files(*, today: date) -> int:
    """Files without a row, left by what was undone or deleted. Younger ones may belong to a save not yet committed.

    The age of a file is of the real clock, whatever day the rules stand on. The job ``registration.files``.
    """
    del today
    storage, before, swept = storages["private"], clock.real_now() - _FORGOTTEN_AFTER, 0
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:
        return 0
    for folder in folders:
        keys = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = set(Attachment.objects.filter(file__in=keys).values_list("file", flat=True))
        for key in keys:
            if key not in known and storage.get_modified_time(key) < before:
                storage.delete(key)
                swept += 1
    return swept
