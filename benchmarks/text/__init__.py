"""The repair of texts beside ftfy with OpenCC: see ``python -m benchmarks.text``."""
