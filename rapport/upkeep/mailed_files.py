"""Files that came with an answer by mail: they stand beside the case that the answer opened."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.accounts.access import needs_role
from rapport.accounts.models import Role
from rapport.mail.models import Incoming
from rapport.screening.enclosed import CaseFile, files_of_mail, mails_with_files
from rapport.screening.quarantine_views import give_file_of
from rapport.upkeep.access import get_case
from rapport.upkeep.models import Case, Link


def files_of(case: Case) -> list[CaseFile]:
    """Two queries; none where nobody is known whom the case is about."""
    return [file for mail in _mails_of(case) for file in files_of_mail(mail, "upkeep:mailed_file", case.pk)]


def _mails_of(case: Case) -> list[Incoming]:
    if case.about is None:
        return []
    links = Link.objects.filter(user=case.about, asked__partnership=case.partnership)
    return mails_with_files([f"upkeep:{number}" for number in links.values_list("pk", flat=True)])


@needs_role(Role.OFFICER)
@require_safe
def mailed_file(request: HttpRequest, number: int, mail: int, place: int) -> HttpResponse:
    found = next((each for each in _mails_of(get_case(number)) if each.pk == mail), None)
    if found is None:
        raise Http404(_("There is no such file."))
    return give_file_of(found, place)
