"""What every page stands in: bar, sidebar, levers, tiles, and the controls that pages share."""
