"""Text to facts, one file a view. Every item carries a Span into the original text; nothing here judges."""
