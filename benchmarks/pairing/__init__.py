"""The pairing engine beside OR-Tools, HiGHS and scipy: see ``python -m benchmarks.pairing``."""
