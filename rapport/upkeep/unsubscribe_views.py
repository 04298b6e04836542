"""Where ``List-Unsubscribe`` of a letter leads: no more of these, for all records that the letter spoke of.

A program of mail may post here for its reader (RFC 8058), without a button of ours: the token in the address is enough,
for nothing is told here but that. Opening the page changes nothing.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rapport.lib import clock
from rapport.registry.history import in_force
from rapport.upkeep import answering
from rapport.upkeep.link_views import by_link
from rapport.upkeep.links import records_of
from rapport.upkeep.models import Link
from rapport.upkeep.showing import name_of

_MOST = 20  # names


@by_link
def no_more(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    is_done = request.method == "POST"
    if is_done:
        answering.want_no_more(link, today=clock.today())
    numbers = [] if is_done else [each.pk for each, _role in records_of(link)]
    context = {
        "token": token,
        "is_done": is_done,
        "is_trial": link.is_trial,
        "names": [name_of(each) for each in in_force(as_at=clock.today(), numbers=numbers[:_MOST])],
        "more": len(numbers[_MOST:]),
    }
    return render(request, "upkeep/no_more.html", context)
