"""A letter answered by mail, with files: they stand beside the case, for officers."""

from datetime import date

import pytest

from rapport.accounts.models import Role
from rapport.mail.tests.post import reply
from rapport.registry.proposal import Proposal
from rapport.testing import REEF, add_second_factor, document, register
from rapport.upkeep.models import Case
from rapport.upkeep.reminding import remind
from rapport.upkeep.tests.conftest import letters, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(mailbox, settings):
    settings.RAPPORT_TODAY = date(2010, 6, 15)
    register(Proposal("P-1", document(REEF), confirmed_on=date(2009, 6, 15)))
    person("ana@reef.example", of="P-1")
    remind(today=date(2010, 6, 15))
    reply("reply-with-files", letters()[0])
    user = person("olga@example.org")
    user.role_grants.create(role=Role.OFFICER)
    add_second_factor(user)
    mailbox.client.force_login(user)
    return mailbox


def test_files_of_an_answer_stand_beside_its_case_and_open(desk):
    case = Case.objects.get()
    page = desk.open(f"/en/desk/upkeep/cases/{case.pk}/")
    assert "Here is our report." in page.html
    assert "Rapport d’activité.pdf" in page.html
    (path,) = {each for each in page.links() if "/files/" in each and each.endswith("/0/")}
    file = desk.client.get(path)
    assert file["Content-Type"] == "application/pdf"
    assert b"".join(file).startswith(b"%PDF")


def test_they_are_for_officers_and_of_this_case_alone(desk):
    case = Case.objects.get()
    (path,) = {each for each in desk.open(f"/en/desk/upkeep/cases/{case.pk}/").links() if each.endswith("/0/")}
    other = Case.objects.create(kind=Case.Kind.FIND, partnership=case.partnership, opened_on=case.opened_on)
    assert desk.client.get(path.replace(f"/{case.pk}/files", f"/{other.pk}/files")).status_code == 404
    assert desk.client.get(path[:-2] + "9/").status_code == 404
    desk.client.force_login(person("ana@reef.example"))
    assert desk.client.get(path).status_code in (302, 403)
