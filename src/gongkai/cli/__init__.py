"""The command `gongkai`: plain commands need the pure core alone; serve, manage, demo need the web extra."""
