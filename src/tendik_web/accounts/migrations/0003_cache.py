from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE accounts_cache")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_invitations")]

    operations = [migrations.RunPython(make, drop)]
