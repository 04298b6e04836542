"""The gates: a draft by its link, a record by the role of who is signed in."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from rapport.accounts.models import Role
from rapport.accounts.roles import has_role
from rapport.lib.texts import clean_text
from rapport.registration.models import Draft
from rapport.registry.models import Partnership

SPEAKERS = (Role.FOCAL_POINT, Role.DEPUTY)


def get_draft(token: str) -> Draft:
    """The draft of a link. A link is a right in itself; a forged or void one leads nowhere."""
    draft = Draft.of_token(token)
    if draft is None:
        raise Http404(_("This link leads to no draft. It may have been replaced by a newer one."))
    return draft


def get_own_partnership(request: HttpRequest, public_id: str) -> Partnership:
    """A partnership for which whoever is signed in speaks; for others there is none."""
    found = Partnership.objects.filter(public_id__iexact=clean_text(public_id)).first()
    if found is None or not has_role(request.user, *SPEAKERS, partnership=found.public_id):
        raise Http404(_("You do not speak for a partnership of this number."))
    return found
