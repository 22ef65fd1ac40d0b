"""What the library's modules need of `os` as they are imported: nothing of files, environment or processes."""


def urandom(size):
    __lh_refuse__("chance")
