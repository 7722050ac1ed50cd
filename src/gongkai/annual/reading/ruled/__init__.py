"""Grids whose cells lie in true columns: a value stands where one row's labels and one column's heads meet."""
