"""How a document becomes cells: labels found by the declared form, values placed only where certain."""
