from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "rapport.lib"
