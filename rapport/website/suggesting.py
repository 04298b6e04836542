"""Visitors suggest links: each becomes a draft that an editor publishes, or deletes, which declines it.

A mailbox is kept for one letter, and 90 days at most. It stands in no draft, whose revisions are kept.
"""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from rapport.accounts.models import User
from rapport.content.codes import write_codes
from rapport.lib import clock
from rapport.lib.addresses import mask_addresses
from rapport.look.navigation import site_address
from rapport.mail import outbox
from rapport.website.link_addresses import host_of
from rapport.website.link_models import Link, LinkText, Suggestion
from rapport.website.suggestion_forms import SuggestionForm

KEPT_FOR = timedelta(days=90)


class TakenError(Exception):
    """There is a link to that page already; ``link`` is it, perhaps a draft."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self.link = link


def suggest_link(form: SuggestionForm, *, language: str, today: date) -> Link:
    """A draft of what was suggested, for an editor to look at. Raises ``TakenError`` where there is such a link."""
    _refuse_taken(form.url)
    link = Link(
        live=False, language=language, url=form.url, themes=write_codes(form.themes), speaks=write_codes(form.speaks)
    )
    why = mask_addresses(form.why)  # the draft of a summary
    link.texts = [
        LinkText(language=language, title=mask_addresses(form.title), summary=why, changed_at=clock.real_now())
    ]
    try:
        with transaction.atomic():
            link.save()
            link.save_revision()
            Suggestion.objects.create(link=link, email=form.email, language=language, suggested_on=today)
    except IntegrityError:  # somebody suggested it between our look and now
        _refuse_taken(form.url)
        raise
    return link


def _refuse_taken(url: str) -> None:
    if link := Link.objects.filter(url=url).first():
        raise TakenError(link)


def waiting_suggestions() -> Any:
    """Those that no editor has decided."""
    return Suggestion.objects.filter(decided_on=None)


def tell_published(instance: Link, **_of_a_signal: Any) -> None:
    """A suggested link was published: who suggested it is told, and their mailbox forgotten."""
    with transaction.atomic():
        suggestion = waiting_suggestions().select_for_update().filter(link=instance).first()
        if suggestion is None:
            return
        _write(suggestion, "website/link_published", path=f"/{suggestion.language}/links/{instance.slug}/")
        Suggestion.objects.filter(pk=suggestion.pk).update(email="", decided_on=clock.today())


def tell_declined(instance: Link, **_of_a_signal: Any) -> None:
    """A suggested link is deleted before it was ever published. The suggestion goes with it."""
    with transaction.atomic():
        suggestion = waiting_suggestions().select_for_update().filter(link=instance).first()
        if suggestion is not None:
            _write(suggestion, "website/link_declined")


def _write(suggestion: Suggestion, template: str, *, path: str = "") -> None:
    # The letter repeats nothing that was typed but the host: nobody can have us send words of theirs to a third.
    if suggestion.email:
        outbox.write(
            template,
            to=outbox.Addressee(suggestion.email, language=suggestion.language),
            context={"host": host_of(suggestion.link.url or ""), "page": site_address(path)},
            key=f"{template}:{suggestion.pk}",
        )


def forget_suggesters(*, today: date) -> None:
    """Mailboxes are not kept longer than an editor may take."""
    Suggestion.objects.filter(suggested_on__lte=today - KEPT_FOR).exclude(email="").update(email="")


def export_suggestions(user: User) -> list[list[str]]:
    """What a person with a mailbox suggested and has not been told of."""
    found = Suggestion.objects.filter(email__iexact=user.email) if user.email else Suggestion.objects.none()
    return [[str(each.suggested_on), each.link.url or ""] for each in found.select_related("link").order_by("pk")]


def erase_suggester(user: User) -> None:
    if user.email:
        Suggestion.objects.filter(email__iexact=user.email).update(email="")
