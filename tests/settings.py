"""The product's settings, with a temporary home and a password hash that does not cost a second."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("LIANJIAN_HOME", tempfile.mkdtemp(prefix="lianjian-tests-"))

from lianjian.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Served as they lie in the source: a test collects nothing.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# WhiteNoise warns of a folder that is not there, once for every client that a test makes.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

if template := os.environ.get("LIANJIAN_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}  # noqa: F405
