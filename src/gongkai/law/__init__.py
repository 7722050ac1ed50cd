"""The law as code: pure functions of facts and days, standard library only."""
