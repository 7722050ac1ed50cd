"""Before anything is installed: is this Python new enough, and can it make a virtual environment?

Written for any Python 3, so that an old one can say that it is old.
"""

import importlib.util
import os
import sys

NEEDED = (3, 11)


def problem():
    """One sentence that says what to type, or None."""
    here = "%d.%d" % sys.version_info[:2]
    if sys.version_info[:2] < NEEDED:
        return (
            "这里的 python3 是 %s，太旧；Gongkai 需要 3.11 或更新。请安装新的 Python，"
            "然后运行：make %s PYTHON=python3.11" % (here, "run")
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return (
            "这里的 Python %s 不能建虚拟环境（缺 venv）。"
            "Debian、Ubuntu 上请运行：sudo apt install python3-venv，然后重来" % here
        )
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if not os.access(folder, os.W_OK):
        return "文件夹 %s 不可写，没法建立 .venv；请把项目放到您自己的文件夹里再运行 make run" % folder
    return None


if __name__ == "__main__":
    sentence = problem()
    if sentence:
        sys.stderr.buffer.write((sentence + "\n").encode("utf-8"))
        sys.exit(5)
