"""Made reports in many layouts and damages, with what a reader must say of each."""
