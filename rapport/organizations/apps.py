from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "rapport.organizations"
