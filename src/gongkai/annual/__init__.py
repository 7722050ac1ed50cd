"""The statutory annual report: its form, declared once an edition, and what reads that declaration."""
