"""The library on screen: its entries, one entry's history, saving."""
