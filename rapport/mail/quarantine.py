"""Mail that nobody could be given: an officer looks at it, and gives it to a topic or discards it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.mail import routes
from rapport.mail.attachments import ReceivedFile
from rapport.mail.incoming import make_reply
from rapport.mail.models import Incoming
from rapport.mail.reading import read_mail
from rapport.work.errors import describe_error

KEPT_DAYS = 90  # for what was discarded or needed nobody


class QuarantineError(Exception):
    """The sentence says why nothing was done; it is fit for the user."""


def release(incoming: Incoming, *, topic: str, now: datetime) -> None:
    """Give a mail to the room of a topic (``case:12``), as if it had answered a letter of it."""
    handler = routes.reply_handler(topic)
    if handler is None:
        raise QuarantineError(_("No mail can be given to “%(topic)s”.") % {"topic": topic})
    try:
        with transaction.atomic():
            _leave(incoming, Incoming.State.HANDLED, now=now, topic=topic, kind=Incoming.Kind.REPLY, note="")
            handler(make_reply(incoming, read_mail(bytes(incoming.raw)), topic, incoming.letter))
    except QuarantineError:
        raise
    except Exception as error:  # whatever the room says: the mail stays where it is
        raise QuarantineError(
            _("The mail could not be given there: %(why)s") % {"why": describe_error(error)}
        ) from error
    incoming.refresh_from_db()


def discard(incoming: Incoming, *, now: datetime, note: str = "") -> None:
    with transaction.atomic():
        _leave(incoming, Incoming.State.DISCARDED, now=now, note=note)
    incoming.refresh_from_db()


def _leave(incoming: Incoming, state: Incoming.State, *, now: datetime, **changes: str) -> None:
    if not Incoming.objects.in_quarantine().filter(pk=incoming.pk).update(state=state, decided_at=now, **changes):
        raise QuarantineError(_("This mail is no longer in quarantine: somebody else has dealt with it."))


def open_files(incoming: Incoming) -> list[ReceivedFile]:
    """The files of a mail with their contents."""
    return read_mail(bytes(incoming.raw)).files


def forget_old(*, today: date) -> int:
    """What was discarded or needed nobody is not kept for ever. The job ``mail.forget``."""
    over = (Incoming.State.DISCARDED, Incoming.State.SET_ASIDE)
    old = Incoming.objects.filter(state__in=over, received_at__date__lt=today - timedelta(days=KEPT_DAYS))
    deleted, _by_model = old.delete()
    return deleted
