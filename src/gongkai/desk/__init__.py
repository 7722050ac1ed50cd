"""The officers' desk: sign-in and what an officer works on. Never public, never indexed."""
