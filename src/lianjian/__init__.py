"""lianjian (联建): joins village Party branches with partners outside their county."""

__version__ = "0.1.0"
