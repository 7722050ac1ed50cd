"""The registry office: the log, the files, the number series, the sign-off chain."""
