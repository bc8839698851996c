"""What they signed: joint bodies and N-party accords, whose clauses are the work plan.

One text, one PDF, one digest: each party confirms exactly these bytes, and the verify page accepts
exactly these bytes. Parties are organisations, branches, or groups whose members sign n of m.
"""
