"""Reports of any organ, handed in as files: read by a job, checked and corrected by an officer, kept as received."""
