"""The page Members: a sample of single members, and the story of one of them."""
