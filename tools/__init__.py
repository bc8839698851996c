"""What installs and checks the house: nothing here needs more than Python's standard library."""
