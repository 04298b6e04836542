"""Read a mail as it comes over the line: nothing in it raises, whatever its bytes."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr

import nh3

from rapport.lib.texts import clean_text, keep_raw
from rapport.mail.attachments import MOST, ReceivedFile, receive_file

_DEEPEST, _MOST_PARTS, _LONGEST_TEXT = 20, 200, 200_000
# Only what is a charset of mail: Python knows other “encodings” too, some of them slow on hostile bytes.
_CHARSET = re.compile(
    r"(?:utf|us-ascii|ascii|iso|windows|cp|koi8|gb|hz|big5|euc|shift|mac|tis|latin|ks_c)[\w:.-]*", re.IGNORECASE
)
_WIDER = {  # a name is often given to what is really its superset
    "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-6-i": "iso-8859-6", "iso-8859-6-e": "iso-8859-6",
}  # fmt: skip
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/blockquote|hr)\b[^>]*>", re.IGNORECASE)
# Where mail programs begin what they quote.
_QUOTED_HTML = re.compile(
    r"<div[^>]{0,200}class=[\"']?(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote)|<blockquote\b"
    r"|<div[^>]{0,200}id=[\"']?(?:appendonsend|divRplyFwdMsg|mail-editor-reference-message-container)"
    r"|<hr[^>]{0,200}id=[\"']?stopSpelling",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Mail:
    """What can be read of a mail."""

    message: Message
    message_id: str = ""
    from_email: str = ""
    from_name: str = ""
    subject: str = ""
    text: str = ""  # whole, with what it quotes
    files: list[ReceivedFile] = field(default_factory=list)
    is_readable: bool = True

    def header(self, name: str) -> str:
        return read_header(self.message, name)


def read_mail(raw: bytes) -> Mail:
    """Never raises: what cannot be read is empty, and ``is_readable`` says so."""
    try:
        message = message_from_bytes(raw)
        mail = Mail(message)
        mail.from_name, mail.from_email = _read_from(message)
        mail.message_id = read_header(message, "Message-ID").strip("<> ")[:500]
        mail.subject = read_header(message, "Subject")[:1000]
        _read_body(mail)
    except Exception:  # the parser of the standard library raises errors of many kinds on hostile bytes
        return Mail(Message(), is_readable=False)
    return mail


def _read_from(message: Message) -> tuple[str, str]:
    name, email = parseaddr(read_header(message, "From"))
    return name[:200], email.strip().lower()[:320]


def read_header(message: Message, name: str) -> str:
    """The first header of a name, decoded, on one line."""
    raw = next((value for found, value in message.raw_items() if found.lower() == name.lower()), "")
    return " ".join(clean_text(keep_raw(_decode_words(str(raw)))).split())


def _decode_words(value: str) -> str:
    if not value.isascii():  # bytes that nobody declared, as the parser keeps them
        value = decode_bytes(value.encode("utf-8", "surrogateescape"), "utf-8")
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError, IndexError):
        return value
    return "".join(
        decode_bytes(piece, charset or "utf-8") if isinstance(piece, bytes) else piece for piece, charset in pieces
    )


def decode_bytes(raw: bytes, charset: str) -> str:
    """By the charset that is declared, or what it is commonly mistaken for; in the end with replacements."""
    declared = charset.strip("\"' ").lower()
    declared = _WIDER.get(declared, declared) if _CHARSET.fullmatch(declared) else "utf-8"
    for each in (declared, "utf-8"):
        try:
            return raw.decode(each)
        except (UnicodeError, LookupError, ValueError):
            continue
    try:
        return raw.decode(declared if declared != "utf-8" else "cp1252", "replace")
    except (UnicodeError, LookupError, ValueError):
        return raw.decode("ascii", "replace")


def _read_body(mail: Mail) -> None:
    plain: list[str] = []
    rich: list[str] = []
    for part in _leaves(mail.message):
        kind, disposition = part.get_content_type(), str(part.get("Content-Disposition", "")).lower()
        name = _name_of(part)
        is_file = disposition.startswith("attachment") or bool(name)
        if kind == "message/delivery-status" or part.is_multipart():
            continue
        if kind == "text/plain" and not is_file:
            plain.append(_unflow(part, _text_of(part)))
        elif kind == "text/html" and not is_file:
            rich.append(_text_of(part))
        elif is_file and len(mail.files) < MOST:
            mail.files.append(receive_file(name or "file", _bytes_of(part)))
    text = "\n\n".join(plain).strip() or "\n\n".join(html_to_text(each) for each in rich)
    mail.text = clean_text(keep_raw(text))[:_LONGEST_TEXT]


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something. Mails within a mail are left shut."""
    payload = message.get_payload()
    if isinstance(payload, list) and message.get_content_maintype() == "multipart" and depth < _DEEPEST:
        for part in payload[:_MOST_PARTS]:
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield message


def _name_of(part: Message) -> str:
    name = part.get_param("filename", header="content-disposition") or part.get_param("name")
    return _decode_words(collapse_rfc2231_value(name)) if name else ""


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text_of(part: Message) -> str:
    return decode_bytes(_bytes_of(part), str(part.get_param("charset", "utf-8")))


def _unflow(part: Message, text: str) -> str:
    """``format=flowed`` breaks a paragraph into lines that end with a space."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    drops = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        is_quote = line.startswith(">")
        if is_open and not is_quote and lines:
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
        is_open = line.endswith(" ") and line != "-- " and not is_quote
        if is_open and drops:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def html_to_text(source: str) -> str:
    """The words of an HTML mail, without what its program says to be quoted (unless nothing else is there)."""
    quoted = _QUOTED_HTML.search(source)
    return (_strip_tags(source[: quoted.start()]) if quoted else "") or _strip_tags(source)


def _strip_tags(source: str) -> str:
    broken = _BREAKS.sub("\n", re.sub(r"\s+", " ", source))
    text = html.unescape(nh3.clean(broken, tags=set()))
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
