from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tendik_web.accounts"
    label = "accounts"
