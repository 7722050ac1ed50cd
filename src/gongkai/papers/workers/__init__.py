"""Worker processes that may hang, grow or die without harm."""
