"""When: days, months, periods, festivals, lunar days."""
