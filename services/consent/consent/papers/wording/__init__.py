"""Every sentence of the papers, in every language, with the mark of who reviewed its translation."""
