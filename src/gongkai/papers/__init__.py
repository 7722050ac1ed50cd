"""Documents in and out: readers yield the model, writers take it. Nothing here knows reports or law."""
