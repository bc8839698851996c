"""Candidates from a thousand villages to all: see ``python -m benchmarks.candidates``."""
