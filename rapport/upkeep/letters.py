"""What a letter says: the records it speaks of, each by its name in the language of the person, and one link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from rapport.accounts.models import User
from rapport.explore.wording import choose_language, name_or_none
from rapport.registry.cards import Card, load_cards
from rapport.registry.models import Partnership
from rapport.sets.freshness import add_months, last_known
from rapport.upkeep import channels
from rapport.upkeep.links import address_of, make_link
from rapport.upkeep.models import Link
from rapport.vocabularies.schemes import scheme


@dataclass(frozen=True, slots=True)
class Spoken:
    """A duty that a letter speaks of, to somebody in a role; ``name``: whom it means in a shared mailbox."""

    partnership: Partnership
    kind: str
    since: date | None  # none where it owes nothing
    due_on: date
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a letter."""

    public_id: str
    name: str
    language: str
    role: str
    for_whom: str
    since: date | None
    due_on: date | None
    report_due_on: date | None
    dormant_on: date | None  # when it will be shown as dormant; past: since when it is
    ended: bool  # by its own end date


def write_reminder(user: User, spoken: Iterable[Spoken], *, today: date) -> Link:
    """The letter and its link. Part of the caller's transaction."""
    spoken = list(spoken)
    lines = tell_records(spoken, language=user.language, today=today)
    link = make_link(user, {each.partnership.pk: each.role for each in spoken}.items(), today=today)
    return post(user, "upkeep/reminder", link, lines, today=today, key=f"upkeep.remind:{user.pk}:{today}")


def post(
    user: User,
    template: str,
    link: Link,
    lines: list[Line],
    *,
    today: date,
    key: str = "",
    extra: Mapping[str, Any] | None = None,
) -> Link:
    """Hand a letter with a link to a channel."""
    # An address of ours, marked as safe: in a letter, which is Markdown, it keeps its underscores.
    address = Markup(address_of(link, user.language))  # noqa: S704
    context = {
        "lines": lines, "link": address, "no_more": f"{address}no-more/",
        "valid_until": link.expires_on, "today": today,
    }  # fmt: skip
    name = ", ".join(dict.fromkeys(line.for_whom for line in lines if line.for_whom))
    about = f"partnership:{lines[0].public_id}" if len(lines) == 1 else ""
    link.letter = channels.send(
        user, template, name=name, context={**context, **(extra or {})}, about=about,
        topic=f"upkeep:{link.pk}", key=key,
    )  # fmt: skip
    link.save(update_fields=["letter"])
    return link


def tell_records(spoken: Iterable[Spoken], *, language: str, today: date) -> list[Line]:
    """The records that duties are of, the most pressing first. One query."""
    by_record: dict[int, list[Spoken]] = {}
    for each in sorted(spoken, key=lambda each: each.due_on):
        by_record.setdefault(each.partnership.pk, []).append(each)
    cards = {card.public_id: card for card in load_cards(list(by_record))}
    return [
        _line(duties, cards[duties[0].partnership.public_id], language, today)
        for duties in by_record.values()
        if duties[0].partnership.public_id in cards
    ]


def _line(duties: list[Spoken], card: Card, language: str, today: date) -> Line:
    confirm = next((each for each in duties if each.kind == "confirm"), None)
    report = next((each for each in duties if each.kind == "report"), None)
    text = name_or_none(choose_language(card.names, card.language, language or None), card.acronym)
    dormant_on = confirm and confirm.since and _dormant_on(confirm.since)
    return Line(
        public_id=card.public_id,
        name=text.text,
        language=text.language,
        role=duties[0].role,
        for_whom=next((each.name for each in duties if each.name), ""),
        since=(confirm.since or last_known(card.confirmed_on, card.reported_on)) if confirm else None,
        due_on=confirm.due_on if confirm else None,
        report_due_on=report.due_on if report else None,
        dormant_on=dormant_on if dormant_on and add_months(dormant_on, -3) <= today else None,
        ended=card.ends_on is not None and card.ends_on.certainly_before(today),
    )


def _dormant_on(since: date) -> date:
    """The first day on which a record is shown as dormant if no word comes: the last period of freshness is over."""
    months = [extra for term in scheme("freshness") if isinstance(extra := term.extras.get("months"), int)]
    last = add_months(since, max(months, default=36))
    return date.fromordinal(last.toordinal() + 1)
