"""What must be right before the site starts. Each failure is one sentence that says what to type."""

import errno
import os
import socket
import sqlite3
import tempfile
from pathlib import Path

from gongkai.cli.plain.status import Failure, Status
from gongkai.papers.problems import words

ROOM = 1 << 20  # bytes without which nothing can be begun


def again(setting: str) -> str:
    """What to type to start once more with a setting, in the way this start was made (make sets MAKELEVEL)."""
    return f"{setting} {'make run' if os.environ.get('MAKELEVEL') else 'gongkai serve'}"


def full_text_search() -> None:
    """SQLite must have FTS5: published texts are searched with it."""
    with sqlite3.connect(":memory:") as database:
        try:
            database.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError as problem:
            raise Failure(
                Status.ENVIRONMENT,
                f"这里的 SQLite（{sqlite3.sqlite_version}）没有全文检索 FTS5；"
                "请换一个带 FTS5 的 Python（Debian 的 python3 就带），或用 DATABASE_URL 指向 PostgreSQL",
            ) from problem
    database.close()


def writable(folder: Path) -> None:
    """The folder for data is there, or can be made, and can be written to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as probe:
            probe.write(bytes(ROOM))
            probe.flush()
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Failure(
                Status.ENVIRONMENT, f"磁盘满了，数据文件夹 {folder} 写不进去；请先腾出空间"
            ) from problem
        raise Failure(
            Status.ENVIRONMENT,
            f"数据文件夹 {folder} 写不进去（{words(problem)}）；"
            f"请给它写权限，或换一个文件夹：{again('GONGKAI_DATA=~/gongkai')}",
        ) from problem


def listen(host: str, port: int) -> socket.socket:
    """The socket the site will answer on. Taking it now is the only sure way to know that it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as problem:
        raise Failure(Status.ENVIRONMENT, _why_not(problem, host, port)) from problem


def _why_not(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被别的程序占用；请换一个端口：{again(f'PORT={_free_after(host, port)}')}"
    if problem.errno == errno.EACCES:
        return f"没有权限使用端口 {port}；请用 1024 以上的端口：{again('PORT=8000')}"
    if problem.errno == errno.EADDRNOTAVAIL or (problem.errno or 0) < 0:  # below zero: from the resolver
        return f"HOST 的值“{host}”不是本机的地址；只供本机访问请用 127.0.0.1，供别的机器访问请用 0.0.0.0"
    return f"不能在 {host} 的端口 {port} 上监听（{words(problem)}）；请换一个端口：{again('PORT=8080')}"


def _free_after(host: str, port: int) -> int:
    """A port near by that is free at this moment; 0 (any) has no place in a sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port + 1, min(port + 50, 65536)):
        try:
            socket.create_server((host, candidate), family=family).close()
        except OSError:
            continue
        return candidate
    return 8080 if port != 8080 else 8000
