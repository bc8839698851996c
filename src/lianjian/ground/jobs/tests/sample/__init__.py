"""An app with jobs for tests, and a worker that is taken to be dead after two seconds."""
