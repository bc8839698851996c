"""The pairing engine beside OR-Tools and HiGHS: see ``python -m benchmarks.pairing``."""
