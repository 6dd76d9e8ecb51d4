"""The product's cost compared with the bare libraries, measured side by side in one run. `make bench`."""
