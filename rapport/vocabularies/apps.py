from django.apps import AppConfig
from django.core.checks import register

from rapport.vocabularies.checks import check_vocabularies


class VocabulariesConfig(AppConfig):
    name = "rapport.vocabularies"

    def ready(self) -> None:
        register(check_vocabularies)
