"""How a person is reached. Mail is the first channel, registered like any other that a host adds (SMS, say)."""

from collections.abc import Mapping
from typing import Any, Protocol

from rapport.accounts.models import User
from rapport.lib import clock
from rapport.mail import outbox
from rapport.upkeep.ladder import ladder


class Channel(Protocol):
    """``send`` puts a message into an outbox of its own, as part of the caller's transaction.

    It returns the number of a letter, where it wrote one. ``key``: the same key is sent once only. ``context``: what
    the template is filled with; ``link`` in it is the address of the buttons, ``no_more``, in letters that come again,
    that of the page where who gets it can say: no more of these.
    """

    def can_reach(self, user: User) -> bool: ...

    def send(
        self, user: User, template: str, *, name: str, context: Mapping[str, Any], about: str, topic: str, key: str
    ) -> int | None: ...


class MailChannel:
    def can_reach(self, user: User) -> bool:
        return bool(user.email)

    def send(
        self, user: User, template: str, *, name: str, context: Mapping[str, Any], about: str, topic: str, key: str
    ) -> int | None:
        letter = outbox.write(
            template, to=addressee(user, name=name), context=context, about=about, topic=topic, key=key,
            unsubscribe=str(context.get("no_more", "")), not_before=ladder().quiet.next_open(clock.now()),
        )  # fmt: skip
        return int(letter.pk)


channels: dict[str, Channel] = {"mail": MailChannel()}


def addressee(user: User, *, name: str = "") -> outbox.Addressee:
    return outbox.Addressee(user.email, name or user.get_full_name(), user.language, f"user:{user.pk}")


def send(
    user: User,
    template: str,
    *,
    context: Mapping[str, Any],
    name: str = "",
    about: str = "",
    topic: str = "",
    key: str = "",
) -> int | None:
    """Send by the first channel of the ladder that can reach the person; mail, where none of them can."""
    wanted = (channels[each] for each in ladder().channels if each in channels)
    channel = next((each for each in wanted if each.can_reach(user)), channels["mail"])
    return channel.send(user, template, name=name, context=context, about=about, topic=topic, key=key)
