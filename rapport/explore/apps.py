from django.apps import AppConfig


class ExploreConfig(AppConfig):
    name = "rapport.explore"
