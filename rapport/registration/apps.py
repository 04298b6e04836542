from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from rapport.look import navigation


class RegistrationConfig(AppConfig):
    name = "rapport.registration"

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from rapport.accounts import personal as people
        from rapport.accounts import tidying
        from rapport.registration import attaching, drafts, personal
        from rapport.registration.models import Draft
        from rapport.work import jobs

        people.register("registration", export=personal.export_drafts, erase=personal.erase_drafts)
        tidying.needed.append(lambda: Exists(Draft.objects.filter(author=OuterRef("pk"))))
        jobs.daily("registration.tidy", drafts.forget_old_drafts)
        jobs.daily("registration.files", attaching.sweep_files)
        navigation.add_entry("registration:start", gettext_lazy("Register"), group="taking-part", rank=80, is_main=True)
