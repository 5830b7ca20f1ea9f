"""The laws of the scheme, a file each, alike for groups and for single members."""
