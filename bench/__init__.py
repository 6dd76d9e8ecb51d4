"""What the product costs beside the bare libraries: ratios, side by side in one run. `make bench`."""
