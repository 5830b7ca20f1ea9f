"""The other modes (modes.md): rebate, chain, draw, resale, pre-sale. A file a law, one account."""
