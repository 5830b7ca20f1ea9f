"""What the pages share: the session's state, levers, tiles, sentences and the page frame."""
