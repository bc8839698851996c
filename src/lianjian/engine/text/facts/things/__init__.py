"""What a text tells of besides: accords, pairings, works, resources, meetings."""
