"""A small `unittest`: what tests of a page need, with CPython's names, order and results.

The report goes to standard error, as CPython's does, so that standard output is what the program prints. It has no times
and no tracebacks.
"""

import contextlib
import functools
import re
import sys


class SkipTest(Exception):
    pass


def skip(reason=""):
    if callable(reason) and not isinstance(reason, str):
        return skip("")(reason)

    def decorate(item):
        if not isinstance(item, type):

            @functools.wraps(item)
            def item(*args, **kwargs):
                raise SkipTest(reason)

        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    return decorate


def _same(item):
    return item


def skipIf(condition, reason):
    return skip(reason) if condition else _same


def skipUnless(condition, reason):
    return _same if condition else skip(reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def addError(self, test, err):
        self.errors.append((test, _told(err)))
        self._failed()

    def addFailure(self, test, err):
        self.failures.append((test, _told(err)))
        self._failed()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            is_failure = issubclass(err[0], test.failureException)
            (self.failures if is_failure else self.errors).append((subtest, _told(err)))
            self._failed()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, _told(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._failed()

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def _failed(self):
        if self.failfast:
            self.stop()

    def __repr__(self):
        counts = f"run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}"
        return f"<{_name(type(self))} {counts}>"


TestResult.__module__ = "unittest.result"


def _told(err):
    kind, error, _ = err
    text = str(error)
    return f"{kind.__qualname__}: {text}\n" if text else f"{kind.__qualname__}\n"


class TextTestResult(TestResult):
    """A result that says a letter for each test, or a line if it is verbose."""

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.verbosity = verbosity

    def _say(self, letter, line):
        if self.verbosity > 1:
            self.stream.write(line + "\n")
        elif self.verbosity == 1:
            self.stream.write(letter)

    def startTest(self, test):
        super().startTest(test)
        if self.verbosity > 1:
            self.stream.write(f"{test} ... ")

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say(".", "ok")

    def addError(self, test, err):
        super().addError(test, err)
        self._say("E", "ERROR")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say("F", "FAIL")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say("s", f"skipped {reason!r}")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say("u", "unexpected success")

    def printErrors(self):
        for word, tests in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, told in tests:
                self.stream.write(f"\n{'=' * 70}\n{word}: {test}\n{'-' * 70}\n{told}")


TextTestResult.__module__ = "unittest.runner"


class _Outcome:
    """What has become of one test so far."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expected = None
        self.expects_failure = False
        self.subtest = None

    @contextlib.contextmanager
    def part(self, test, is_subtest=False):
        before, self.success = self.success, True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as error:
            self.success = False
            self.result.addSkip(test, str(error))
        except _ShouldStop:
            pass
        except Exception as error:
            self.success = False
            err = type(error), error, error.__traceback__
            if self.expects_failure:
                self.expected = err
            elif is_subtest:
                self.result.addSubTest(test.test_case, test, err)
            elif issubclass(err[0], test.failureException):
                self.result.addFailure(test, err)
            else:
                self.result.addError(test, err)
        else:
            if is_subtest and self.success:
                self.result.addSubTest(test.test_case, test, None)
        finally:
            self.success = self.success and before


class _ShouldStop(Exception):
    pass


class _Raises:
    """What `assertRaises` gives without a call: a context that wants the error."""

    def __init__(self, test, expected, pattern=None, msg=None):
        self.test = test
        self.expected = expected
        self.pattern = re.compile(pattern) if isinstance(pattern, (str, bytes)) else pattern
        self.msg = msg
        self.by = ""

    def handle(self, args, kwargs):
        if not args:
            self.msg = kwargs.pop("msg", None)
            return self
        call, *rest = args
        self.by = f" by {getattr(call, '__name__', call)}"
        with self:
            call(*rest, **kwargs)
        return None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            names = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            name = getattr(self.expected, "__name__", str(tuple(name.__name__ for name in names)))
            self._fail(f"{name} not raised{self.by}")
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self.pattern is not None and not self.pattern.search(str(error)):
            self._fail(f'"{self.pattern.pattern}" does not match "{error}"')
        return True

    def _fail(self, told):
        raise self.test.failureException(self.test._formatMessage(self.msg, told))


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._cleanups = []
        self._subtest = None
        if not hasattr(self, methodName) and methodName != "runTest":
            raise ValueError(f"no such test method in {type(self)}: {methodName}")
        self._testMethodDoc = getattr(getattr(self, methodName, None), "__doc__", None)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        if "_class_cleanups" not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        while cls.__dict__.get("_class_cleanups"):
            function, args, kwargs = cls._class_cleanups.pop()
            function(*args, **kwargs)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None

    def id(self):
        return f"{_name(type(self))}.{self._testMethodName}"

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{_name(type(self))} testMethod={self._testMethodName}>"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def run(self, result=None):
        is_own = result is None
        if is_own:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            self._run(result)
        finally:
            result.stopTest(self)
            if is_own:
                result.stopTestRun()
        return result

    def _run(self, result):
        method = getattr(self, self._testMethodName)
        for item in (type(self), method):
            if getattr(item, "__unittest_skip__", False):
                result.addSkip(self, getattr(item, "__unittest_skip_why__", ""))
                return
        expects = any(getattr(item, "__unittest_expecting_failure__", False) for item in (self, method))
        self._outcome = outcome = _Outcome(result)
        with outcome.part(self):
            self.setUp()
        if outcome.success:
            outcome.expects_failure = expects
            with outcome.part(self):
                method()
            outcome.expects_failure = False
            with outcome.part(self):
                self.tearDown()
        self.doCleanups()
        if outcome.success:
            if expects:
                result.addUnexpectedSuccess(self)
            else:
                result.addSuccess(self)
        elif expects and outcome.expected:
            result.addExpectedFailure(self, outcome.expected)
        self._outcome = None

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.part(self):
                function(*args, **kwargs)
        return outcome.success

    def skipTest(self, reason):
        raise SkipTest(reason)

    @contextlib.contextmanager
    def subTest(self, msg=None, **params):
        if self._outcome is None:
            yield
            return
        outer = self._subtest
        if outer is not None:
            params = {**params, **{name: value for name, value in outer.params.items() if name not in params}}
        self._subtest = _SubTest(self, msg, params)
        try:
            with self._outcome.part(self._subtest, is_subtest=True):
                yield
            if not self._outcome.success and self._outcome.result.failfast:
                raise _ShouldStop
        finally:
            self._subtest = outer

    # What a test claims.

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f"{standardMsg} : {msg}"

    def _claim(self, holds, told, msg):
        if not holds:
            raise self.failureException(self._formatMessage(msg, told))

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        self._claim(expr, f"{_short(expr)} is not true", msg)

    def assertFalse(self, expr, msg=None):
        self._claim(not expr, f"{_short(expr)} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        told = f"{_short(first)} != {_short(second)}"
        kinds = {list: "Lists differ: ", tuple: "Tuples differ: "}
        if type(first) is type(second) and isinstance(first, (set, frozenset)):
            return self.assertSetEqual(first, second, msg)
        if type(first) is type(second):
            told = kinds.get(type(first), "") + told
        self._claim(first == second, told, msg)

    def assertNotEqual(self, first, second, msg=None):
        self._claim(first != second, f"{_short(first)} == {_short(second)}", msg)

    def _assertKind(self, first, second, kind, told, msg):
        for place, value in (("First", first), ("Second", second)):
            self._claim(isinstance(value, kind), f"{place} {told}: {_short(value)}", None)
        self.assertEqual(first, second, msg)

    def assertListEqual(self, list1, list2, msg=None):
        self._assertKind(list1, list2, list, "sequence is not a list", msg)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self._assertKind(tuple1, tuple2, tuple, "sequence is not a tuple", msg)

    def assertDictEqual(self, d1, d2, msg=None):
        self._assertKind(d1, d2, dict, "argument is not a dictionary", msg)

    def assertMultiLineEqual(self, first, second, msg=None):
        self._assertKind(first, second, str, "argument is not a string", msg)

    def assertSetEqual(self, set1, set2, msg=None):
        only = [("first", "second", set1.difference(set2)), ("second", "first", set2.difference(set1))]
        told = [f"Items in the {one} set but not the {other}:\n{_lines(items)}" for one, other, items in only if items]
        self._claim(not told, "\n".join(told), msg)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            self._assertKind(seq1, seq2, seq_type, f"sequence is not a {seq_type.__name__}", msg)
        holds = len(seq1) == len(seq2) and all(a == b for a, b in zip(seq1, seq2))
        self._claim(holds, f"Sequences differ: {_short(seq1)} != {_short(seq2)}", msg)

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        missing = []
        for element in first:
            if element in rest:
                rest.remove(element)
            else:
                missing.append(element)
        self._claim(not rest and not missing, "Element counts were not equal", msg)

    def assertIs(self, expr1, expr2, msg=None):
        self._claim(expr1 is expr2, f"{_short(expr1)} is not {_short(expr2)}", msg)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._claim(expr1 is not expr2, f"unexpectedly identical: {_short(expr1)}", msg)

    def assertIsNone(self, obj, msg=None):
        self._claim(obj is None, f"{_short(obj)} is not None", msg)

    def assertIsNotNone(self, obj, msg=None):
        self._claim(obj is not None, "unexpectedly None", msg)

    def assertIn(self, member, container, msg=None):
        self._claim(member in container, f"{_short(member)} not found in {_short(container)}", msg)

    def assertNotIn(self, member, container, msg=None):
        self._claim(member not in container, f"{_short(member)} unexpectedly found in {_short(container)}", msg)

    def assertIsInstance(self, obj, cls, msg=None):
        self._claim(isinstance(obj, cls), f"{_short(obj)} is not an instance of {cls!r}", msg)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._claim(not isinstance(obj, cls), f"{_short(obj)} is an instance of {cls!r}", msg)

    def assertGreater(self, a, b, msg=None):
        self._claim(a > b, f"{_short(a)} not greater than {_short(b)}", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._claim(a >= b, f"{_short(a)} not greater than or equal to {_short(b)}", msg)

    def assertLess(self, a, b, msg=None):
        self._claim(a < b, f"{_short(a)} not less than {_short(b)}", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._claim(a <= b, f"{_short(a)} not less than or equal to {_short(b)}", msg)

    def _is_almost(self, first, second, places, delta):
        if first == second:
            return True
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        return difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0

    def _within(self, places, delta):
        return f"{_short(delta)} delta" if delta is not None else f"{7 if places is None else places} places"

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        holds = self._is_almost(first, second, places, delta)
        self._claim(holds, f"{_short(first)} != {_short(second)} within {self._within(places, delta)}", msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        holds = not self._is_almost(first, second, places, delta)
        self._claim(holds, f"{_short(first)} == {_short(second)} within {self._within(places, delta)}", msg)

    def assertRegex(self, text, expected_regex, msg=None):
        found = re.search(expected_regex, text)
        self._claim(found, f"Regex didn't match: {_pattern(expected_regex)!r} not found in {text!r}", msg)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = re.search(unexpected_regex, text)
        told = found and f"Regex matched: {found[0]!r} matches {_pattern(unexpected_regex)!r} in {text!r}"
        self._claim(not found, told, msg)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(self, expected_exception).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _Raises(self, expected_exception, expected_regex).handle(args, kwargs)


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case = test_case
        self.message = message
        self.params = params
        self.failureException = test_case.failureException

    def _described(self):
        parts = [] if self.message is None else [f"[{self.message}]"]
        if self.params:
            parts.append(f"({', '.join(f'{name}={value!r}' for name, value in self.params.items())})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._described()}"

    def __str__(self):
        return f"{self.test_case} {self._described()}"


def _pattern(regex):
    return regex if isinstance(regex, (str, bytes)) else regex.pattern


def _short(value):
    try:
        return repr(value)
    except Exception:
        return object.__repr__(value)


def _lines(items):
    return "\n".join(map(repr, items))


def _name(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


class _ClassFault:
    """Stands in a result for a class whose `setUpClass` or `tearDownClass` has failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def __str__(self):
        return self.description

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"


class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, TestSuite) else NotImplemented

    def __repr__(self):
        return f"<unittest.suite.TestSuite tests={list(self)!r}>"

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def debug(self):
        for test in self:
            test.debug()

    def run(self, result):
        fixtures = _Fixtures(result)
        for test in self._flat():
            if result.shouldStop:
                break
            if fixtures.enter(type(test)):
                test(result)
        fixtures.leave()
        return result

    def _flat(self):
        for test in self:
            if isinstance(test, TestSuite):
                yield from test._flat()
            else:
                yield test


class _Fixtures:
    """Calls `setUpClass` before the first test of a class and `tearDownClass` after the last one in a row."""

    def __init__(self, result):
        self.result = result
        self.cls = None
        self.is_ready = False

    def enter(self, cls):
        if cls is not self.cls:
            self.leave()
            self.cls = cls
            is_skipped = getattr(cls, "__unittest_skip__", False)
            self.is_ready = is_skipped or self._call("setUpClass")
            self.has_set_up = not is_skipped and self.is_ready
        return self.is_ready

    def leave(self):
        if self.cls is not None and self.has_set_up:
            self._call("tearDownClass")
        if self.cls is not None:
            self._call("doClassCleanups", "tearDownClass")
        self.cls = None

    def _call(self, name, told=None):
        call = getattr(self.cls, name, None)
        if call is None:
            return True
        try:
            call()
        except SkipTest as error:
            self.result.addSkip(_ClassFault(f"{told or name} ({_name(self.cls)})"), str(error))
            return False
        except Exception as error:
            fault = _ClassFault(f"{told or name} ({_name(self.cls)})")
            self.result.addError(fault, (type(error), error, error.__traceback__))
            return False
        return True


class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite

    def getTestCaseNames(self, testCaseClass):
        prefix = self.testMethodPrefix
        return sorted(
            name for name in dir(testCaseClass) if name.startswith(prefix) and callable(getattr(testCaseClass, name))
        )

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        found = [getattr(module, name) for name in dir(module)]
        return self.suiteClass([self.loadTestsFromTestCase(it) for it in found if _is_case(it)])

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        found = module
        if module is None:
            found = sys.modules["__main__"]
            parts = parts[1:] if parts[0] == "__main__" else parts
        for part in parts:
            parent, found = found, getattr(found, part)
        if _is_case(found):
            return self.loadTestsFromTestCase(found)
        if _is_case(parent):
            return self.suiteClass([parent(parts[-1])])
        test = found()
        return test if isinstance(test, TestSuite) else self.suiteClass([test])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


def _is_case(item):
    own = (TestCase, FunctionTestCase)
    return isinstance(item, type) and issubclass(item, TestCase) and item not in own


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self.setUp = setUp or self.setUp
        self.tearDown = tearDown or self.tearDown
        self.runTest = testFunc

    def id(self):
        return self.runTest.__name__


defaultTestLoader = TestLoader()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.resultclass = resultclass or type(self).resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        result.startTestRun()
        test(result)
        result.stopTestRun()
        if hasattr(result, "printErrors"):
            result.printErrors()
        self.stream.write(_summary(result))
        return result


def _summary(result):
    tests = "test" if result.testsRun == 1 else "tests"
    counts = {
        "failures": len(result.failures),
        "errors": len(result.errors),
        "skipped": len(result.skipped),
        "expected failures": len(result.expectedFailures),
        "unexpected successes": len(result.unexpectedSuccesses),
    }
    told = ", ".join(f"{word}={count}" for word, count in counts.items() if count)
    word = "OK" if result.wasSuccessful() else "FAILED"
    return f"\n{'-' * 70}\nRan {result.testsRun} {tests}\n\n{word}{f' ({told})' if told else ''}\n"


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None):
        self.module = sys.modules[module] if isinstance(module, str) else module
        if defaultTest is None:
            self.test = testLoader.loadTestsFromModule(self.module)
        else:
            names = [defaultTest] if isinstance(defaultTest, str) else defaultTest
            self.test = testLoader.loadTestsFromNames(names, self.module)
        if testRunner is None:
            testRunner = TextTestRunner(verbosity=verbosity, failfast=bool(failfast))
        elif isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity)
        self.result = testRunner.run(self.test)
        if exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
