"""The data directory and its database, made ready by whatever command comes first."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from rapport.website.foundation import is_laid, lay_foundation


def prepare_home() -> None:
    """Make the data directory, and bring the database to this version of the program."""
    try:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        if not is_laid():
            lay_foundation()
    except OSError as error:
        raise ImproperlyConfigured(f"The data directory {settings.RAPPORT_HOME} cannot be used: {error}.") from None
    except DatabaseError as error:
        raise ImproperlyConfigured(f"The database cannot be used: {str(error).strip()}.") from None
