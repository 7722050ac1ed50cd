"""What the operating system refuses, in the reader's words: its own sentences are English."""

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件夹或文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "用完了分给的磁盘空间",
    errno.EROFS: "这个磁盘只能读",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EFBIG: "文件太大",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def words(problem: OSError) -> str:
    """Why the system refused, a few words for a bracket."""
    return _WORDS.get(problem.errno or 0, f"系统错误 {problem.errno}" if problem.errno else "系统错误")
