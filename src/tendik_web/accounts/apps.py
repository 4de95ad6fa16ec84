"""The application of people."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People; the history learns of what happens to them by signal."""

    name = "tendik_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect the history, and leave out Django's own permissions: ours are a table in the code."""
        from django.contrib.auth.management import create_permissions
        from django.db.models.signals import post_migrate

        from tendik_web.accounts import history, sessions

        post_migrate.disconnect(
            create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions"
        )
        history.connect()
        sessions.connect()
