from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "exchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("resources", views.board, name="board"),
    path("assets", views.assets, name="assets"),
    path("assets/new", views.new_asset, name="new_asset"),
    path("assets/<int:pk>", views.asset, name="asset"),
    path("assets/<int:pk>/change", views.amend_asset, name="amend_asset"),
    path("assets/<int:pk>/<slug:verb>", views.turn_asset, name="turn_asset"),
    path("needs", views.needs, name="needs"),
    path("needs/new", views.new_need, name="new_need"),
    path("needs/<int:pk>", views.need, name="need"),
    path("needs/<int:pk>/change", views.amend_need, name="amend_need"),
    path("needs/<int:pk>/<slug:verb>", views.change_need, name="change_need"),
    path("offers", views.offers, name="offers"),
    path("offers/new", views.new_offer, name="new_offer"),
    path("offers/<int:pk>", views.offer, name="offer"),
    path("offers/<int:pk>/change", views.amend_offer, name="amend_offer"),
    path("offers/<int:pk>/<slug:verb>", views.change_offer, name="change_offer"),
]
