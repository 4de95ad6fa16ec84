from django.db import migrations

from tendik_web.audit.triggers import APPEND, DROP_APPEND


def execute(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_columns")]

    operations = [migrations.RunPython(execute(APPEND), execute(DROP_APPEND))]
