"""lianjian (联建): joins village Party branches with partners outside their county."""

from pathlib import Path

__version__ = "0.1.0"


def in_the_house(path: Path) -> Path:
    """A path as it is meant: from the checkout's own folder, wherever a command is typed.

    Where the package is installed without its checkout, from the present folder.
    """
    checkout = Path(__file__).resolve().parent.parent.parent
    base = checkout if (checkout / "pyproject.toml").exists() else Path.cwd()
    return (base / path).resolve()
