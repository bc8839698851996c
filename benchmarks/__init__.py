"""Measured ratios against a peer in the same run; each file is one command."""
