"""Annual reports: stored as cells and edition, published, added up."""
