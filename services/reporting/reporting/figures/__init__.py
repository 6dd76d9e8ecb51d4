"""One folder for each figure: question, answer, section of the page, export and example."""
