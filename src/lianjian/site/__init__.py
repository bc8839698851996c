"""Settings, addresses, checks and the demonstration: the only place that knows every room."""
