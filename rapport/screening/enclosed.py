"""The files of a case: what its applicant enclosed, and what came with mails that answer its letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rapport.look.formats import format_day, format_number
from rapport.mail.attachments import LARGEST
from rapport.mail.models import Incoming
from rapport.registration.attaching import KINDS
from rapport.registration.models import Attachment
from rapport.registry.models import Submission

_MAILED = "screening:mailed_file"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file as the page of a case lists it. Without an address it was too big to be kept."""

    name: str
    note: str
    href: str


def attachments_of(submission: Submission) -> list[Attachment]:
    return list(Attachment.objects.filter(draft__submission=submission).order_by("pk"))


def mails_of(submission: Submission) -> list[Incoming]:
    """Mails that became entries of the case and brought files."""
    return mails_with_files([f"case:{submission.pk}"])


def mails_with_files(topics: Sequence[str]) -> list[Incoming]:
    """Mails that were taken as answers on these topics, and brought files. One query."""
    handled = Incoming.objects.filter(topic__in=topics, state=Incoming.State.HANDLED)
    return list(handled.exclude(attachments=[]).defer("raw", "text").order_by("pk"))


def files_of(submission: Submission) -> list[CaseFile]:
    """All of them. Two queries."""
    enclosed = [_enclosed(each, submission.pk) for each in attachments_of(submission)]
    return enclosed + [file for mail in mails_of(submission) for file in files_of_mail(mail, _MAILED, submission.pk)]


def _enclosed(each: Attachment, case: int) -> CaseFile:
    note = " · ".join((each.get_purpose_display(), KINDS.get(each.kind, each.kind), _size(each.size)))
    return CaseFile(each.name, note, reverse("screening:attachment", args=[case, each.pk]))


def files_of_mail(mail: Incoming, view: str, case: int) -> list[CaseFile]:
    """Those of one mail; ``view`` gives them out, by case, mail and place."""
    note = _("by mail, %(day)s") % {"day": format_day(mail.received_at.date())}
    return [
        CaseFile(
            str(file.get("name", "")),
            f"{note} · {_size(int(file.get('size', 0)))}",
            reverse(view, args=[case, mail.pk, place]) if file.get("size", 0) <= LARGEST else "",
        )
        for place, file in enumerate(mail.attachments)
    ]


def _size(size: int) -> str:
    return _("%(size)s KB") % {"size": format_number(-(-size // 1024))}
