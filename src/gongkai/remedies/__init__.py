"""Reconsiderations and suits about disclosure."""
