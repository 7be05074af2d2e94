"""Documents from outside (PDF, DOCX, ODT, pictures): recognised by their content, bounded, read for their text."""
