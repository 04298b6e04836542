from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from rapport.look import navigation


class RegistrationConfig(AppConfig):
    name = "rapport.registration"

    def ready(self) -> None:
        navigation.add_entry("registration:start", gettext_lazy("Register"), rank=80)
