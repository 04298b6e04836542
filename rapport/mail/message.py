"""From a letter to the mail that goes over the line."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from rapport.lib import clock
from rapport.mail import markdown
from rapport.mail.addresses import loop_mark, signed_address
from rapport.mail.models import Letter

LOOP_HEADER = "X-Rapport-Loop"
# Readers of mail know no style sheet: what is said on the element itself is all that they keep.
_LOOK = "font-family:sans-serif;line-height:1.5;max-width:40em;margin:0 auto;padding:1em"
_LONGEST_NAME = 100  # what has no space in it cannot be folded, and no line may have more than 998 bytes
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\]+@[^\s@<>\"(),:;\\]+")


class UnsendableError(Exception):
    """A letter that no server can be given; the sentence says why."""


def wire_address(email: str) -> str:
    """An address as SMTP says it: the host in ASCII, whatever its script."""
    if not _ADDRESS.fullmatch(email):
        raise UnsendableError(_("This is no e-mail address."))
    name, host = email.rsplit("@", 1)
    try:
        return f"{name}@{host.encode('idna').decode()}"
    except UnicodeError:
        raise UnsendableError(_("The host of this e-mail address cannot exist.")) from None


def build_message(letter: Letter) -> EmailMessage:
    """Text and HTML of one body, with the headers by which machines know a letter of ours.

    Its Message-ID is the row's, the same at every attempt. Signing is ``signing.sign``'s work.
    """
    to = wire_address(letter.email)
    message = EmailMessage(policy=SMTP if to.isascii() else SMTPUTF8)
    message["From"] = formataddr((settings.RAPPORT_NAME, settings.RAPPORT_MAIL_FROM))
    name, host = to.rsplit("@", 1)
    message["To"] = Address(letter.name[:_LONGEST_NAME], name, host)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.real_now())
    message["Message-ID"] = f"<{letter.message_id}>"
    if letter.topic:
        message["Reply-To"] = signed_address("reply", letter.pk)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message[LOOP_HEADER] = loop_mark()
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        if letter.unsubscribe.startswith("https://"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    text, html = _write_parts(letter)
    message.set_content(text, cte=_encoding_of(text))
    message.add_alternative(html, subtype="html", cte=_encoding_of(html))
    for file in letter.enclosures.order_by("pk"):
        maintype, _slash, subtype = file.kind.partition("/")
        message.add_attachment(
            bytes(file.content), maintype=maintype, subtype=subtype or "octet-stream", filename=file.name
        )
    # Last, for every change of the content takes the headers of the content with it.
    message["Content-Language"] = markdown.html_language(letter.language)
    return message


def _encoding_of(text: str) -> str:
    """Whichever is shorter, and leaves Latin scripts readable on the line."""
    return "quoted-printable" if sum(not letter.isascii() for letter in text) * 6 < len(text) else "base64"


def _write_parts(letter: Letter) -> tuple[str, str]:
    """The body, and below it what holds of every letter: who writes, and what may be done with it."""
    with translation.override(letter.language):
        closing = [f"{settings.RAPPORT_NAME} · {settings.WAGTAILADMIN_BASE_URL}"]
        if letter.topic:
            closing.append(_("You can simply answer this letter."))
        unsubscribe = _("To receive no more letters of this kind:")
    text = [*closing, f"{unsubscribe} {letter.unsubscribe}"] if letter.unsubscribe else closing
    html = "<br>\n".join(escape(line) for line in closing)
    if letter.unsubscribe:
        address = escape(letter.unsubscribe)
        html += f'<br>\n{escape(unsubscribe)} <a dir="ltr" href="{address}">{address}</a>'
    language, direction = markdown.html_language(letter.language), markdown.direction(letter.language)
    return (
        letter.as_text() + "\n\n-- \n" + "\n".join(text) + "\n",
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(letter.subject)}</title></head>\n'
        f'<body style="{_LOOK}">\n{letter.as_html()}\n<hr>\n<p>{html}</p>\n</body>\n</html>\n',
    )
