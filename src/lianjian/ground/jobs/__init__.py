"""Long work, away from the request that asked for it.

A job is started by a command and delivered by the queue in the same transaction, so it is never
lost and never begins before its data is there. A worker claims it by one conditional UPDATE with
a lease that it renews: delivered twice it runs once, and after a kill it runs again.
"""
