from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pairing', '0006_rules_on_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='solution',
            name='candidates',
            field=models.BinaryField(default=b''),
        ),
    ]
