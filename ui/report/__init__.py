"""Reports on screen: what one holds, and a button for each format."""
