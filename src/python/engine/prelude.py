class Stopped(BaseException):
    pass


class NotRaised(Exception):
    pass


class Raised:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def raises(call):
    try:
        call()
    except Exception as error:
        return Raised(type(error).__name__)
    raise NotRaised


def in_order(elements, whole):
    size = len(whole)
    for element in elements:
        if len(whole) != size:
            raise RuntimeError
        yield element
    if len(whole) != size:
        raise RuntimeError


class Output:
    def __init__(self, write):
        self.write = write

    def flush(self):
        pass
