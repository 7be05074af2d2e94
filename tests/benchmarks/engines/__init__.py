"""Other ways to make a PDF of the same content, one module per library; each has `make(document, folder) -> bytes`."""
