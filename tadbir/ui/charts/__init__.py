"""Charts as SVG strings: one file a chart, the same drawing in a page and in a pack."""
