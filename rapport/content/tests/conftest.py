import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant
from rapport.content.rights import lay_rights

OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
PDF = b"%PDF-1.4\n" + b"".join(b"%d 0 obj << /Type /Page >> endobj\n" % page for page in range(500)) + b"%%EOF\n"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def packed(*names: str, mimetype: str = "", content: bytes = b"x", **of_zip: Any) -> bytes:
    """An archive with such members."""
    with io.BytesIO() as kept:
        with zipfile.ZipFile(kept, "w", **of_zip) as archive:
            if mimetype:
                archive.writestr("mimetype", mimetype)
            for name in names:
                archive.writestr(name, content)
        return kept.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    with io.BytesIO() as kept:
        Image.new("1" if kind == "PNG" else "RGB", size).save(kept, kind)
        return kept.getvalue()


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def edith(client: Client, db: Any, settings: Any, tmp_path: Any) -> User:
    """An editor, signed in, whose files lie in a folder of the test."""
    lay_rights()
    settings.RAPPORT_DEMO, settings.MEDIA_ROOT = True, tmp_path
    person = find_or_make("edith@example.org", name="Edith")
    grant(person, Role.EDITOR)
    client.force_login(person)
    return person
