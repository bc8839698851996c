from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class HamletForm(forms.Form):
    """A natural village below a place."""

    name = forms.CharField(label=_("Name of the natural village"), min_length=2, max_length=100)
