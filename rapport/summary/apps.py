from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummaryConfig(AppConfig):
    name = "rapport.summary"

    def ready(self) -> None:
        from rapport.accounts import personal as of_people
        from rapport.accounts.access import holds
        from rapport.accounts.models import Role
        from rapport.look import navigation
        from rapport.summary import documents, personal
        from rapport.work import jobs

        of_people.register("summary", export=personal.export, erase=personal.erase)
        jobs.often("summary.documents", documents.write_waiting, every=30, is_wanted=documents.documents_wait)
        navigation.add_desk_entry("summary-desk:editions", _("Editions"), group="reports", is_for=holds(Role.OFFICER))
        navigation.add_entry("summary:index", _("Reports"), group="registry", rank=65, is_main=True)
