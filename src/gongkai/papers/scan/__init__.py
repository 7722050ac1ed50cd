"""Scanned pages become grids and lines. Needs the extra `ocr`; nothing outside this package imports it at load."""
