"""Pages to read: worked example, glossary, method."""
