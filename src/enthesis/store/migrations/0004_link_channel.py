from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_no_replace"),
    ]

    operations = [
        migrations.AddField(
            model_name="linkrow",
            name="channel",
            field=models.CharField(default="mail", max_length=10),
            preserve_default=False,
        ),
    ]
