"""Administrative organs: who publishes, answers and accounts."""
