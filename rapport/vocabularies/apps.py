from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    name = "rapport.vocabularies"
    label = "vocabularies"
