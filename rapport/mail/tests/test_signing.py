"""Letters are signed where the host names a key, and whoever asks the domain for the other half can tell."""

import base64
import subprocess
from pathlib import Path

import dkim
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from rapport.mail import outbox
from rapport.mail.delivery import _flatten
from rapport.mail.message import build_message
from rapport.mail.signing import read_key, sign
from rapport.mail.tests.conftest import write

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "dkim.pem"
    subprocess.run(["openssl", "genrsa", "-out", path, "2048"], check=True, capture_output=True)
    return path


@pytest.fixture
def signed(key: Path) -> bytes:
    with override_settings(RAPPORT_DKIM_KEY=str(key), RAPPORT_MAIL_FROM="registry@registry.example"):
        letter = write(outbox.Addressee("ana@reef.example", "Ана", "ru"), body="Все еще так?\n.\n\nFrom here.")
        return sign(_flatten(build_message(letter)))


def verify(mail: bytes, key: Path) -> bool:
    """As a mail server does, with the line of the domain made of the key."""
    asked = []

    def answer(name: bytes, **_kwargs: object) -> bytes:
        asked.append(name)
        public = subprocess.run(
            ["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"], check=True, capture_output=True
        ).stdout
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    held: bool = dkim.verify(mail, dnsfunc=answer)
    assert asked == [b"rapport._domainkey.registry.example."]
    return held


def test_a_signature_holds(signed: bytes, key: Path) -> None:
    assert signed.startswith(b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=registry.example;")
    assert verify(signed, key)


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        (b"To: ", b"To: eve@elsewhere.example, "),
        (b"\r\nSubject: ", b"\r\nSubject: Urgent\r\nSubject: "),
        (b"--=", b"x="),
    ],
)
def test_what_was_changed_on_the_way_is_known(signed: bytes, key: Path, written: bytes, changed: bytes) -> None:
    assert written in signed
    assert not verify(signed.replace(written, changed), key)


def test_without_a_key_a_letter_goes_as_it_is() -> None:
    assert sign(b"Subject: Hello\r\n\r\n") == b"Subject: Hello\r\n\r\n"


@pytest.mark.parametrize(
    "content", [None, b"", b"no key", b"-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END\n", b"\xff"]
)
def test_a_file_without_a_key_is_refused_by_a_sentence_that_does_not_repeat_it(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "dkim.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match="there is no RSA key that can be read"):
        read_key(str(path))
