# --- assertions that hold, and what each says when it does not
import unittest


class Says(unittest.TestCase):
    def runTest(self):
        pass


t = Says()
claims = [
    lambda: t.assertEqual(1, 2),
    lambda: t.assertEqual(1, 1.0),
    lambda: t.assertEqual(1, 2, "why"),
    lambda: t.assertNotEqual(1, 1),
    lambda: t.assertTrue([]),
    lambda: t.assertTrue(0, "zero"),
    lambda: t.assertFalse("x"),
    lambda: t.assertIs([], []),
    lambda: t.assertIsNot(t, None),
    lambda: t.assertIsNone(3),
    lambda: t.assertIsNotNone(None),
    lambda: t.assertIn(1, [2]),
    lambda: t.assertNotIn(1, [1]),
    lambda: t.assertIsInstance("x", int),
    lambda: t.assertNotIsInstance(True, int),
    lambda: t.assertGreater(1, 2),
    lambda: t.assertGreaterEqual(1, 2),
    lambda: t.assertLess(2, 1),
    lambda: t.assertLessEqual(2, 1),
    lambda: t.assertAlmostEqual(0.1 + 0.2, 0.3),
    lambda: t.assertAlmostEqual(1, 1.5, delta=1),
    lambda: t.assertNotAlmostEqual(1.0, 2.0),
    lambda: t.assertCountEqual([1, 2, 2], [2, 1, 2]),
    lambda: t.assertListEqual([1], [1]),
    lambda: t.assertDictEqual({"a": 1}, {"a": 1}),
    lambda: t.assertSetEqual({1}, {1}),
    lambda: t.assertTupleEqual((1,), (1,)),
    lambda: t.assertSequenceEqual([1], (1,)),
    lambda: t.assertMultiLineEqual("a", "a"),
    lambda: t.assertRegex("abc", "b"),
    lambda: t.assertRegex("abc", "d"),
    lambda: t.assertNotRegex("abc", "d"),
    lambda: t.assertRaises(ValueError, int, "x"),
    lambda: t.assertRaises(ValueError, int, "1"),
    lambda: t.assertRaises((KeyError, ValueError), int, "x"),
    lambda: t.assertRaisesRegex(ValueError, "invalid", int, "x"),
    lambda: t.assertRaises(ValueError, lambda: {}["x"]),
    lambda: t.fail("no"),
    lambda: t.fail(),
    lambda: t.skipTest("later"),
]
for number, claim in enumerate(claims):
    try:
        print(number, claim())
    except Exception as error:
        print(number, type(error).__name__, error)
# --- claims that fail with more than one line: their type is enough
import unittest

t = unittest.TestCase()
for claim in [
    lambda: t.assertEqual([1, 2], [1, 3]),
    lambda: t.assertEqual("abc", "abd"),
    lambda: t.assertEqual({"a": 1}, {"a": 2}),
    lambda: t.assertEqual((1,), (2,)),
    lambda: t.assertEqual({1}, {2}),
    lambda: t.assertListEqual([1], (1,)),
    lambda: t.assertListEqual([1], [2]),
    lambda: t.assertDictEqual({}, {1: 2}),
    lambda: t.assertSetEqual({1}, {2}),
    lambda: t.assertTupleEqual((1,), [1]),
    lambda: t.assertSequenceEqual([1, 2], [1]),
    lambda: t.assertCountEqual([1, 1], [1]),
    lambda: t.assertCountEqual([1], [1, 1]),
    lambda: t.assertMultiLineEqual("a\nb", "a\nc"),
    lambda: t.assertAlmostEqual(1, 2, places=1, delta=3),
    lambda: t.assertNotRegex("abc", "b"),
    lambda: t.assertRaisesRegex(ValueError, "other", int, "x"),
    lambda: t.assertAlmostEqual(1.0, 1.1),
    lambda: t.assertNotAlmostEqual(1.0, 1.00000001),
]:
    try:
        claim()
        print("holds")
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0][:17])
# --- assertRaises as a context keeps the exception
import unittest

t = unittest.TestCase()
with t.assertRaises(ZeroDivisionError) as caught:
    1 / 0
print(type(caught.exception).__name__)
with t.assertRaisesRegex(KeyError, "x"):
    {}["x"]
try:
    with t.assertRaises(KeyError):
        pass
except AssertionError as error:
    print(error)
try:
    with t.assertRaises(KeyError, msg="should"):
        pass
except AssertionError as error:
    print(error)
try:
    with t.assertRaises(KeyError):
        int("x")
except ValueError:
    print("another error goes through")
# --- order of methods and of fixtures
import unittest


class Order(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass")

    def setUp(self):
        print("setUp")

    def tearDown(self):
        print("tearDown")

    def test_zebra(self):
        print("zebra")

    def test_apple(self):
        print("apple")

    def testMiddle(self):
        print("middle")

    def helper(self):
        print("never")


print(unittest.main(exit=False).result)
# --- two classes, in the order of their names
import unittest


class B(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("B up")

    def test_it(self):
        print("B")


class A(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        print("A down")

    def test_it(self):
        print("A")

    def test_more(self):
        print("A more")


result = unittest.main(exit=False).result
print(result.testsRun, result.wasSuccessful())
# --- failures and errors are told apart
import unittest


class T(unittest.TestCase):
    def test_fails(self):
        self.assertEqual(1, 2)

    def test_errs(self):
        raise KeyError("x")

    def test_holds(self):
        pass

    def test_assert(self):
        assert 0


result = unittest.main(exit=False).result
print(result)
print([test.id() for test, _ in result.failures], [test.id() for test, _ in result.errors])
print([told.strip().split("\n")[-1] for _, told in result.failures + result.errors])
# --- an error in setUp: no test, no tearDown, but cleanups
import unittest


class T(unittest.TestCase):
    def setUp(self):
        self.addCleanup(print, "cleaned")
        raise ValueError("no")

    def tearDown(self):
        print("torn down")

    def test_it(self):
        print("never")


result = unittest.main(exit=False).result
print(result)
# --- an error in tearDown
import unittest


class T(unittest.TestCase):
    def tearDown(self):
        raise ValueError("no")

    def test_fails(self):
        self.fail("x")

    def test_holds(self):
        pass


print(unittest.main(exit=False).result)
# --- cleanups run last in, first out, also after a failure
import unittest


class T(unittest.TestCase):
    def test_it(self):
        self.addCleanup(print, "first")
        self.addCleanup(print, "second", end="!\n")
        self.fail("no")

    def tearDown(self):
        print("tearDown")


print(unittest.main(exit=False).result)
# --- an error in a cleanup
import unittest


class T(unittest.TestCase):
    def test_it(self):
        self.addCleanup(print, "still")
        self.addCleanup(int, "x")


print(unittest.main(exit=False).result)
# --- an error in setUpClass
import unittest


class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("no")

    @classmethod
    def tearDownClass(cls):
        print("never")

    def test_it(self):
        print("never")


class U(unittest.TestCase):
    def test_it(self):
        print("U")


result = unittest.main(exit=False).result
print(result, [str(test) for test, _ in result.errors])
# --- an error in tearDownClass
import unittest


class T(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        raise ValueError("no")

    def test_it(self):
        pass


result = unittest.main(exit=False).result
print(result, [str(test) for test, _ in result.errors])
# --- class cleanups
import unittest


class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(print, "class cleaned")

    @classmethod
    def tearDownClass(cls):
        print("class down")

    def test_it(self):
        print("test")


print(unittest.main(exit=False).result)
# --- subtests go on after a failure
import unittest


class T(unittest.TestCase):
    def test_all(self):
        for n in range(4):
            with self.subTest(n=n):
                self.assertEqual(n % 2, 0)
        print("end")


result = unittest.main(exit=False).result
print(result, [test.id() for test, _ in result.failures])
# --- subtests with a message, an error, one inside another
import unittest


class T(unittest.TestCase):
    def test_all(self):
        with self.subTest("outer", a=1):
            with self.subTest("inner", b=2):
                int("x")
            self.fail("outer too")
        with self.subTest("plain"):
            self.fail("plain")
        with self.subTest():
            self.fail("nothing")


result = unittest.main(exit=False).result
print(result)
print([test.id() for test, _ in result.failures], [test.id() for test, _ in result.errors])
# --- a failure after a failed subtest
import unittest


class T(unittest.TestCase):
    def test_all(self):
        with self.subTest(i=1):
            self.fail("one")
        self.fail("two")


print(unittest.main(exit=False).result)
# --- skipping
import unittest


class T(unittest.TestCase):
    def setUp(self):
        print("setUp")

    @unittest.skipIf(1 > 2, "never")
    def test_a(self):
        print("a")

    @unittest.skipUnless(2 > 1, "never")
    def test_b(self):
        print("b")

    def test_c(self):
        self.skipTest("inside")

    def test_d(self):
        raise unittest.SkipTest("raised")


result = unittest.main(exit=False).result
print(result, result.testsRun)
print([(test.id(), why) for test, why in result.skipped])
print(result.wasSuccessful())
# --- skipping in a subtest and in setUpClass
import unittest


class T(unittest.TestCase):
    def test_it(self):
        for n in range(3):
            with self.subTest(n=n):
                if n == 1:
                    self.skipTest("one")
        print("end")


result = unittest.main(exit=False).result
print(result.testsRun, [(test.id(), why) for test, why in result.skipped], result.wasSuccessful())
# --- expected failures
import unittest


class T(unittest.TestCase):
    @unittest.expectedFailure
    def test_fails(self):
        self.fail("as said")

    @unittest.expectedFailure
    def test_holds(self):
        pass

    @unittest.expectedFailure
    def test_errs(self):
        raise ValueError


result = unittest.main(exit=False).result
print(len(result.expectedFailures), len(result.unexpectedSuccesses), result.wasSuccessful(), result.testsRun)
# --- a suite by hand
import unittest


class T(unittest.TestCase):
    def test_b(self):
        print("b")

    def test_a(self):
        print("a")


suite = unittest.TestSuite()
suite.addTest(T("test_b"))
suite.addTests([T("test_a"), T("test_b")])
print(suite.countTestCases())
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, result)
# --- loading
import unittest


class T(unittest.TestCase):
    def test_b(self):
        pass

    def test_a(self):
        self.fail("x")


loader = unittest.TestLoader()
print(loader.getTestCaseNames(T))
suite = loader.loadTestsFromTestCase(T)
print(suite.countTestCases(), [test.id() for test in suite])
result = unittest.TestResult()
suite(result)
print(result.testsRun, len(result.failures))
print([test.id() for test in unittest.defaultTestLoader.loadTestsFromName("__main__.T.test_a")])
# --- a runner, and what it gives
import unittest


class T(unittest.TestCase):
    def test_a(self):
        self.assertIn(3, [1, 2])


suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
result = unittest.TextTestRunner(verbosity=0).run(suite)
print(result.wasSuccessful(), len(result.failures), result)
# --- one test alone
import unittest


class T(unittest.TestCase):
    def test_a(self):
        "The first line.\n\n        More."
        self.assertIn(3, [1, 2])

    def test_b(self):
        pass


test = T("test_a")
print(test.id(), test.shortDescription(), repr(test))
result = test.run()
print(result.testsRun, len(result.failures), type(result).__name__)
print(T("test_b")().wasSuccessful(), T("test_b") == T("test_b"), T("test_b") == test)
try:
    T("missing")
except Exception as error:
    print(type(error).__name__)
# --- runTest
import unittest


class T(unittest.TestCase):
    def runTest(self):
        print("run")


print(T().run(), unittest.defaultTestLoader.loadTestsFromTestCase(T).countTestCases())
# --- inherited tests
import unittest


class Base(unittest.TestCase):
    size = 1

    def test_size(self):
        print(type(self).__name__, self.size)


class Larger(Base):
    size = 2

    def test_more(self):
        print("more")


print(unittest.main(exit=False).result)
# --- a mixin with tests is no test itself
import unittest


class Mixin:
    def test_it(self):
        print(self.name)


class T(Mixin, unittest.TestCase):
    name = "t"


print(unittest.main(exit=False).result.testsRun)
# --- attributes are new for each test
import unittest


class T(unittest.TestCase):
    shared = []

    def setUp(self):
        self.own = []

    def test_a(self):
        self.own.append(1)
        self.shared.append(1)
        print(self.own, self.shared)

    def test_b(self):
        self.own.append(2)
        self.shared.append(2)
        print(self.own, self.shared)


unittest.main(exit=False)
# --- main ends the program
import unittest


class T(unittest.TestCase):
    def test_a(self):
        print("test")


try:
    unittest.main()
except SystemExit as end:
    print("ends with", bool(end.code))
# --- main ends the program with a failure
import unittest


class T(unittest.TestCase):
    def test_a(self):
        self.fail()


try:
    unittest.main()
except SystemExit as end:
    print("ends with", bool(end.code))
# --- main with one test by name
import unittest


class T(unittest.TestCase):
    def test_a(self):
        print("a")

    def test_b(self):
        print("b")


unittest.main(defaultTest="T.test_b", exit=False)
unittest.main(defaultTest=["T"], exit=False)
# --- fail fast
import unittest


class T(unittest.TestCase):
    def test_a(self):
        print("a")

    def test_b(self):
        self.fail("no")

    def test_c(self):
        print("never")


print(unittest.main(exit=False, failfast=True).result)
# --- a result of one's own
import unittest


class Told(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        print("start", test.id())

    def addSuccess(self, test):
        super().addSuccess(test)
        print("holds")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        print("fails", err[0].__name__, err[1])

    def stopTest(self, test):
        print("stop")


class T(unittest.TestCase):
    def test_a(self):
        pass

    def test_b(self):
        self.assertLess(2, 1)


result = Told()
unittest.defaultTestLoader.loadTestsFromTestCase(T).run(result)
print(result.testsRun)
# --- messages: longMessage, msg
import unittest


class T(unittest.TestCase):
    longMessage = False

    def test_a(self):
        self.assertEqual(1, 2, "only this")

    def test_b(self):
        self.assertEqual(1, 2)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(T).run(result)
print([told.strip().split("\n")[-1] for _, told in result.failures])
# --- floats
import unittest


class T(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(0.1 + 0.2, 0.3)

    def test_almost(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.3)

    def test_places(self):
        self.assertAlmostEqual(3.14159, 3.1416, places=4)

    def test_delta(self):
        self.assertAlmostEqual(10, 11, delta=0.5)


result = unittest.main(exit=False).result
print([test.id() for test, _ in result.failures])
# --- a class that is skipped
import unittest


@unittest.skip("all of it")
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("never")

    def test_a(self):
        print("never")

    def test_b(self):
        print("never")


result = unittest.main(exit=False).result
print([(test.id(), why) for test, why in result.skipped], result.wasSuccessful())
# --- a stack under test
import unittest


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()


class StackTest(unittest.TestCase):
    def setUp(self):
        self.stack = Stack()

    def test_pop_gives_the_last(self):
        self.stack.push(1)
        self.stack.push(2)
        self.assertEqual(self.stack.pop(), 2)
        self.assertEqual(self.stack.items, [1])

    def test_empty(self):
        with self.assertRaises(IndexError):
            self.stack.pop()

    def test_wrong(self):
        self.stack.push(1)
        self.assertEqual(self.stack.pop(), 2)


result = unittest.main(exit=False, verbosity=2).result
print(result.testsRun, len(result.failures), len(result.errors))
# --- functions as tests
import unittest

test = unittest.FunctionTestCase(lambda: print("called"), setUp=lambda: print("before"), tearDown=lambda: print("after"))
print(test.run())
# --- the runner's own stream
import unittest


class Lines:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


class T(unittest.TestCase):
    def test_a(self):
        pass

    def test_b(self):
        self.skipTest("b")

    def test_c(self):
        self.assertTrue(False)


lines = Lines()
unittest.TextTestRunner(stream=lines).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
said = lines.text.split("\n")
print(said[0], said[-2], "=" * 70 in said, said[-4].split(" in ")[0])
