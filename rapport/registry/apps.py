from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "rapport.registry"

    def ready(self) -> None:
        from rapport.accounts import demonstration
        from rapport.registry import fiction

        if fiction.tell_of_real_records not in demonstration.guards:
            demonstration.guards.append(fiction.tell_of_real_records)
