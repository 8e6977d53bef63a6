from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "enthesis.web"
    label = "web"
