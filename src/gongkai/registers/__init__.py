"""Registers: lists that the law asks an organ to keep, each a declaration read by one engine."""
