from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0002_moved_at")]

    operations = [
        migrations.AlterField(
            model_name="card",
            name="day",
            field=models.CharField(blank=True, help_text="a year, a month or a day", max_length=10),
        ),
    ]
