"""Properties: no bytes make the way in raise, and no text becomes markup."""

import html
import re
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rapport.lib.texts import clean_text
from rapport.mail import markdown
from rapport.mail.addresses import read_address, signed_address
from rapport.mail.attachments import clean_name, kind_of
from rapport.mail.bounces import read_report
from rapport.mail.incoming import receive
from rapport.mail.models import Incoming
from rapport.mail.quotes import strip_quotes
from rapport.mail.reading import decode_bytes, html_to_text, read_mail
from rapport.mail.sorting import is_automatic
from rapport.mail.tests.post import LETTERS
from rapport.testing import NOW

WHOLE = sorted(path.read_bytes() for path in LETTERS.glob("*.eml"))
PIECES = st.sampled_from(
    [
        b"From: a@b\n", b"Subject: =?gb2312?B?1tDOxA==?=\n", b"Subject: =?utf-8?Q?=FF=?=\n", b"Subject: =?x?B?!?=\n",
        b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Type: text/html; charset=idna\n",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=\"x\"\n", b"\n", b"--x\n", b"--x--\n",
        b"Content-Type: message/delivery-status\n\n", b"Content-Type: message/rfc822\n\n", b"Action: failed\n",
        b"Status: 5.1\n", b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: quoted-printable\n",
        b"Content-Disposition: attachment; filename*0*=UTF-8''%FF; filename*1=x\n", b"=\xff=3", b"\x00", b"\xd6\xd0",
        b"Content-Type: text/plain; charset*=''x; format=flowed; delsp=yes\n", b"To: ,;:<>@\n", b"<b><!--",
        b"&#x110000;",
        b"Message-ID: <\xff>\n", b"Date: \xff\n", b"Auto-Submitted: \xff\n",
    ]
)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=25).map(b"".join),
    st.tuples(st.sampled_from(WHOLE), st.integers(0, 3000), st.binary(max_size=6), st.integers(0, 40)).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[2] + drawn[0][drawn[1] + drawn[3] :]
    ),
)


@given(BYTES)
@example(
    b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3000
)
@example(b"Content-Type: message/rfc822\n\n" * 2000)
@example(b"Subject: " + b"=?utf-8?Q?" * 5000)
@example(b"From: " + b"(" * 20000)
@settings(max_examples=300)
def test_reading_raises_nothing_whatever_comes(raw: bytes) -> None:
    mail = read_mail(raw)
    strip_quotes(mail.text)
    is_automatic(mail, sender="")
    read_report(mail)
    assert "\0" not in mail.text + mail.subject + mail.from_email + mail.message_id
    (mail.text + mail.subject + mail.from_name + mail.message_id).encode()


@pytest.mark.django_db
@given(BYTES, st.lists(st.text(max_size=20), max_size=3), st.text(max_size=20))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_is_kept_and_decided(raw: bytes, recipients: list[str], sender: str) -> None:
    Incoming.objects.all().delete()  # the examples share a database
    incoming = receive(raw, sender=sender, recipients=recipients, now=NOW)
    assert incoming.state != Incoming.State.TAKEN
    assert bytes(incoming.raw) == raw
    assert receive(raw, sender=sender, recipients=recipients, now=NOW) == incoming


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_charset_gives_text(raw: bytes, charset: str) -> None:
    assert isinstance(decode_bytes(raw, charset), str)


@given(st.text(max_size=200), st.sampled_from(["gb18030", "koi8-r", "iso-8859-6", "utf-8", "windows-1256", "big5"]))
def test_a_charset_that_is_declared_is_believed(text: str, charset: str) -> None:
    raw = text.encode(charset, "ignore")
    assert decode_bytes(raw, charset.upper()) == raw.decode(charset)


@given(st.binary(max_size=300))
def test_any_bytes_are_some_kind_of_file(content: bytes) -> None:
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", kind_of(content))


@given(st.text(max_size=300))
def test_a_file_name_is_one_name(name: str) -> None:
    found = clean_name(name)
    assert 0 < len(found) <= 120
    assert not re.search(r"[/\\\x00-\x1f]", found)
    assert not found.startswith(".")


@given(st.text(max_size=60))
def test_no_text_is_a_signed_address(text: str) -> None:
    assert read_address(text) is None
    assert read_address(signed_address("reply", 7)) == ("reply", 7)


@given(st.text(max_size=300))
@example("On " * 400 + "\n" * 50 + "wrote:")
@example("> \n" * 500)
def test_stripping_quotes_leaves_only_what_was_there(text: str) -> None:
    was = clean_text(text)
    found = strip_quotes(was)
    assert {line.strip() for line in found.split("\n")} <= {"", *(line.strip() for line in was.split("\n"))}


MARKED = st.text(alphabet=st.sampled_from("ab1.)-+*_#>=~`[]()<>!&;|\\:/@\"' \n\t0é中ع"), max_size=80)


def words(text: str) -> list[str]:
    return text.split()


@given(st.one_of(MARKED, st.text(max_size=80)))
def test_escaped_text_is_shown_as_it_is_and_is_no_markup(text: str) -> None:
    escaped = markdown.escape_markdown(text)
    page = markdown.to_html(f"Before {escaped} after\n\n{escaped}", language="en")
    inner = page.removeprefix('<div lang="en" dir="ltr">').removesuffix("</div>")
    assert set(re.findall(r"</?([a-z0-9]+)", inner)) <= {"p", "br"}
    shown = html.unescape(re.sub(r"</?(?:p|br)[^>]*>", " ", inner))
    wanted = clean_text(text)
    assert words(shown) == words(f"Before {wanted} after {wanted}")
    assert words(markdown.to_text(escaped)) == words(wanted)


@given(st.text(alphabet="abXY09_-~*.:&=?#/+", min_size=1, max_size=60))
@example("u/_WyJ1cGtlZXAiLDEyXQ:1pX_y-Z_:a_b__c_/?a=1&b=2#c_")
def test_an_address_stays_whole_wherever_a_template_puts_it(path: str) -> None:
    address = f"https://registry.example/{path}"
    escaped = markdown.escape_markdown(address)
    for body in (f"<{escaped}>", f"[{escaped}]({escaped})"):
        assert markdown.to_text(body) == address
        [href] = re.findall(r'href="([^"]*)"', markdown.to_html(body, language="en"))
        assert unquote(html.unescape(href)) == unquote(address)


HARMLESS = [
    "p",
    "br",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "blockquote",
    "pre",
    "code",
    "div",
]


@given(st.one_of(MARKED, st.text(max_size=300)))
@example(">")
@example("[x](javascript:alert(1)) <javascript:alert(1)> [x](data:text/html,x) ![x](https://evil.example)")
@example('<a href="https://evil.example" onclick="x()">x</a><img src=x>')
def test_no_body_makes_active_html(text: str) -> None:
    page = markdown.to_html(text, language="en")
    assert set(re.findall(r"<([a-zA-Z0-9]+)", page)) <= {*HARMLESS}
    assert set(re.findall(r"<[^>]* ([a-z]+)=", page)) <= {"lang", "dir", "href", "title", "class", "start"}
    assert not re.search(r'href="(?:javascript|data|vbscript):', page, re.IGNORECASE)
    markdown.to_text(text)


@given(st.text(max_size=300))
def test_words_of_html_have_no_tags(source: str) -> None:
    found = html_to_text(f"<p>one</p><script>{source}</script><p>two</p>")
    assert found.startswith("one")
