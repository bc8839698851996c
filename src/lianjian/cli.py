"""`lianjian …`: the product's commands."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianjian.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lianjian", *(arguments if arguments is not None else sys.argv[1:])])
    return 0


if __name__ == "__main__":
    sys.exit(main())
