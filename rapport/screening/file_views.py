"""Files of a case, for those who may see the case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.registration.attachment_views import give_attachment
from rapport.screening.access import at_the_desk, get_case
from rapport.screening.enclosed import attachments_of, mails_of
from rapport.screening.quarantine_views import give_file_of


@require_safe
@at_the_desk
def attachment(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """What the applicant enclosed."""
    found, _desk = get_case(request, number)
    enclosed = next((each for each in attachments_of(found) if each.pk == file), None)
    if enclosed is None:
        raise Http404(_("There is no such file."))
    return give_attachment(enclosed)


@require_safe
@at_the_desk
def mailed_file(request: HttpRequest, number: int, mail: int, place: int) -> HttpResponse:
    """What came with a mail that is of the case."""
    found, _desk = get_case(request, number)
    incoming = next((each for each in mails_of(found) if each.pk == mail), None)
    if incoming is None:
        raise Http404(_("There is no such file."))
    return give_file_of(incoming, place)
