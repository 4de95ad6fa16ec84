import tendik_web.audit.models
from django.db import migrations, models

from tendik_web.audit.triggers import INSTALL, REMOVE


def execute(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


# SQLite makes the table anew to add a column, and the triggers would stay with the old one.
LIFT = migrations.RunPython(execute(REMOVE), execute(INSTALL))
SET = migrations.RunPython(execute(INSTALL), execute(REMOVE))



class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_triggers'),
    ]

    operations = [
        LIFT,
        migrations.AddField(
            model_name='entry',
            name='action',
            field=models.GeneratedField(db_persist=True, expression=tendik_web.audit.models.FromPayload(models.F('payload'), key='action'), output_field=models.CharField(max_length=80)),
        ),
        migrations.AddField(
            model_name='entry',
            name='actor',
            field=models.GeneratedField(db_persist=True, expression=tendik_web.audit.models.FromPayload(models.F('payload'), key='actor'), output_field=models.CharField(max_length=80)),
        ),
        migrations.AddField(
            model_name='entry',
            name='record',
            field=models.GeneratedField(db_persist=True, expression=tendik_web.audit.models.FromPayload(models.F('payload'), key='record'), output_field=models.CharField(max_length=80)),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['record', 'seq'], name='audit_entry_record'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['chain', 'actor', 'seq'], name='audit_entry_actor'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['chain', 'action', 'seq'], name='audit_entry_action'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['chain', 'at'], name='audit_entry_at'),
        ),
        SET,
    ]
