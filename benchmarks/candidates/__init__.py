"""Candidates from a thousand to half a million villages: see ``python -m benchmarks.candidates``."""
