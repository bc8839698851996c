from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import partnerships

app_name = "partnerships"

urlpatterns: list[URLPattern | URLResolver] = [
    path("pairing/<int:pk>", partnerships.of_pairing, name="of_pairing"),
    path("accord/<int:pk>", partnerships.of_accord, name="of_accord"),
    path("body/<int:pk>", partnerships.of_body, name="of_body"),
    path("pairing/<int:pk>.docx", partnerships.pairing_file, name="pairing_file"),
    path("accord/<int:pk>.docx", partnerships.accord_file, name="accord_file"),
    path("body/<int:pk>.docx", partnerships.body_file, name="body_file"),
]
