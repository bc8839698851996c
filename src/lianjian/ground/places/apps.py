from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "lianjian.ground.places"
    label = "places"
