"""The Django floor: abstract models, scope, jobs, clock, addresses, health; shared templates and static."""
