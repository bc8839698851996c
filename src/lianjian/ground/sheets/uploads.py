"""Receives an upload without ever putting it anywhere but into memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from .door import LARGEST


class OnlyInMemory(MemoryFileUploadHandler):
    """Keeps up to the door's limit and stops reading behind it; never a temporary file."""

    too_large = False

    def handle_raw_input(self, *_args: Any, **_kwargs: Any) -> None:
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.too_large = True
            raise StopUpload(connection_reset=True)
        return super().receive_data_chunk(raw_data, start)


def kept_in_memory(view: Callable[[Any, OnlyInMemory], HttpResponse]) -> Callable[..., Any]:
    """A view that takes a file by POST and is told, beside the request, by what it was received:
    what it refuses was never on the disk.

    The check against forged forms reads the form itself, so it runs only once that is arranged.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @require_POST
    @wraps(view)
    def receive(request: Any) -> HttpResponse:
        in_memory = OnlyInMemory(request)
        request.upload_handlers = [in_memory]
        return checked(request, in_memory)

    return receive
