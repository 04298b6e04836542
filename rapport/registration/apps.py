from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from rapport.look import navigation


class RegistrationConfig(AppConfig):
    name = "rapport.registration"

    def ready(self) -> None:
        from rapport.accounts import personal
        from rapport.registration import traces
        from rapport.work import jobs

        personal.register("registration", export=traces.export_drafts, erase=traces.erase_drafts)
        jobs.daily("registration.tidy", traces.forget_old_drafts)
        navigation.add_entry("registration:start", gettext_lazy("Register"), rank=80)
