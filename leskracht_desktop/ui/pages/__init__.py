"""The seven pages, a folder each."""
