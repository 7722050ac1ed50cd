"""The demonstration: five bureaus and their reports, loaded through the actions of the apps."""
