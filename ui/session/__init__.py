"""What a browser session holds: its state, its jobs, what it works on, where it stands."""
