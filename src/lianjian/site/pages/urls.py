from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import TemplateView

urlpatterns: list[URLPattern | URLResolver] = [
    path("today", TemplateView.as_view(template_name="ui/base.html"), name="today"),
]
