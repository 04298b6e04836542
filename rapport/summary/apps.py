from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummaryConfig(AppConfig):
    name = "rapport.summary"

    def ready(self) -> None:
        from rapport.look import navigation

        navigation.add_entry("summary:report", _("Report"), rank=65)
