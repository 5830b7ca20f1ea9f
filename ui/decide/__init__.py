"""Controls of the pages that help decide."""
