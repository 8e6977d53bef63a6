from django.apps import AppConfig


class CliConfig(AppConfig):
    """Makes the commands of this floor known."""

    name = "enthesis.cli"
    label = "cli"
