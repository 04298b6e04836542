from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "rapport.statistics"

    def ready(self) -> None:
        from rapport.look import navigation

        navigation.add_entry("statistics:index", _("Statistics"), group="registry", rank=60, is_main=True)
