"""An extract as it comes, read into persons: cells, tables, columns as data, and the register.

A mapping file per register says which column is what; the code knows no register.
An error names row and column, never what stands there.
"""
