"""Small faults put into an engine one by one: do the nearest tests see them?

Run ``python -m tests.mutation seats --sample 200 --seed 1`` from the root of the project. The
faults are drawn at random from all there are, repeatably. Each is tried in a process of its
own, on the tests that call the function at fault, the quickest first. A fault that no test
sees is a survivor: either a test is missing, or the fault changes nothing that matters.

Compiled kernels are run as plain Python here, so that a fault in them is a fault at once.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import abc, machinery
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
NEAREST = {
    "seats": ["tests/seats", "tests/axioms", "tests/oracles"],
    "quota": ["tests/quota", "tests/laws"],
}
Called = dict[str, tuple[float, set[tuple[str, int]]]]


@dataclass(frozen=True)
class Fault:
    """One change of one node; ``function`` is the first line of the function around it, or 0."""

    path: str
    line: int
    function: int
    number: int
    says: str


SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """The node with one small fault, in each way that it can have one."""
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if type(op) in SWAPS:
                ops = [*node.ops[:at], SWAPS[type(op)](), *node.ops[at + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)  # type: ignore[arg-type]
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(node.op) in SWAPS:
        other = copy.copy(node)
        other.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
        yield other
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield ast.Name(NAMES[node.id], node.ctx)
    elif isinstance(node, ast.Break):
        yield ast.Continue()
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Compare):
        other = copy.copy(node)
        other.test = ast.UnaryOp(ast.Not(), node.test)
        yield other
    if isinstance(node, ast.AugAssign | ast.Raise) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.YieldFrom)
    ):
        yield ast.Pass()


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, int]]:
    """Every node that a fault may replace: its holder, field, index, and the function around it.

    Annotations, decorators, assertions and imports hold no behaviour to test.
    """

    def walk(node: ast.AST, function: int) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, int]]:
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "type_comment", "ops", "op"}:
                continue
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if not isinstance(child, ast.AST) or isinstance(
                    child, ast.Assert | ast.Import | ast.ImportFrom
                ):
                    continue
                inside = function
                if isinstance(child, ast.FunctionDef):
                    inside = min(part.lineno for part in (child, *child.decorator_list))
                yield node, name, index, child, inside
                yield from walk(child, inside)

    yield from walk(tree, 0)


def faults(tree: ast.Module) -> Iterator[tuple[ast.AST, int, Callable[[], None]]]:
    """Each fault of a module: the node, the function around it, and what puts it in."""
    for holder, name, index, node, function in places(tree):
        for variant in variants(node):

            def put(
                holder: ast.AST = holder,
                name: str = name,
                index: int | None = index,
                node: ast.AST = node,
                variant: ast.AST = variant,
            ) -> None:
                ast.copy_location(variant, node)
                if index is None:
                    setattr(holder, name, variant)
                else:
                    getattr(holder, name)[index] = variant

            says = f"{_short(node)}  →  {_short(variant)}"
            yield node, function, _named(put, says)


def _named(put: Callable[[], None], says: str) -> Callable[[], None]:
    put.__doc__ = says
    return put


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 70 else text[:67] + "…"


def all_faults(room: str) -> list[Fault]:
    """Every fault of a room, in the order of its files."""
    found = []
    for path in sorted((SOURCE / "tendik" / room).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for number, (node, function, put) in enumerate(faults(tree)):
            line = getattr(node, "lineno", 0)
            found.append(Fault(str(path.relative_to(SOURCE)), line, function, number, put.__doc__ or ""))
    return found


class Faulty(abc.MetaPathFinder, abc.Loader):
    """Imports one module with a fault in it."""

    def __init__(self, fault: Fault) -> None:
        self.path = SOURCE / fault.path
        self.name = fault.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        self.number = fault.number

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        spec = machinery.ModuleSpec(fullname, self, origin=str(self.path))
        spec.has_location = True
        if self.path.name == "__init__.py":
            spec.submodule_search_locations = [str(self.path.parent)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        put = [put for _, _, put in faults(tree)][self.number]
        put()
        code: CodeType = compile(ast.fix_missing_locations(tree), str(self.path), "exec")
        exec(code, module.__dict__)  # noqa: S102  (the module under test, with its fault)


class Watch:
    """A plugin of pytest: which functions of the room each test calls, and how long it takes."""

    def __init__(self, room: str) -> None:
        self.folder = str(SOURCE / "tendik" / room)
        self.called: Called = {}

    def pytest_runtest_protocol(self, item: Any) -> None:
        seen: set[tuple[str, int]] = set()

        def note(frame: FrameType, event: str, _: object) -> None:
            code = frame.f_code
            if event == "call" and code.co_filename.startswith(self.folder):
                seen.add((code.co_filename, code.co_firstlineno))

        self.called[item.nodeid] = time.perf_counter(), seen
        sys.setprofile(note)
        threading.setprofile(note)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.called.pop(report.nodeid, None)
        if report.when == "teardown" and report.nodeid in self.called:
            sys.setprofile(None)
            start, seen = self.called[report.nodeid]
            self.called[report.nodeid] = time.perf_counter() - start, seen


def in_a_process(run: Callable[[], int], limit: float) -> int | None:
    """What ``run`` answers in a process of its own; ``None`` after so many seconds."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        answer = 99
        try:
            answer = run()
        finally:
            os._exit(answer)
    until = time.monotonic() + limit
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def pytest_run(arguments: Sequence[str], plugins: Sequence[object] = ()) -> int:
    """Run tests here, without the platform."""
    import pytest

    plain = ["-q", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist", "--noconftest"]
    return int(pytest.main([*plain, *arguments], plugins=list(plugins)))


def watched(room: str) -> Called:
    """The tests nearest to a room that pass, with the functions that they call."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "called.json")

        def run() -> int:
            watch = Watch(room)
            pytest_run(NEAREST[room], [watch])
            report.write_text(json.dumps({k: (t, sorted(seen)) for k, (t, seen) in watch.called.items()}))
            return 0

        in_a_process(run, 3600)
        written = json.loads(report.read_text())
    return {key: (took, {(path, line) for path, line in seen}) for key, (took, seen) in written.items()}


def nearest(fault: Fault, called: Called) -> tuple[list[str], list[str]]:
    """The tests that call the function at fault, and the others of its module; the quickest first.

    A function whose answers are kept is called by the first test alone, so the others count too.
    """
    path = str(SOURCE / fault.path)
    near, far = [], []
    for key, (took, seen) in called.items():
        if (path, fault.function) in seen:
            near.append((took, key))
        elif any(file == path for file, _ in seen):
            far.append((took, key))
    return [key for _, key in sorted(near)], [key for _, key in sorted(far)]


def verdict(fault: Fault, called: Called) -> str:
    """``killed``, ``killed by time``, ``survived``, or ``no test`` that calls the module."""
    tried = [tests for tests in nearest(fault, called) if tests]
    for tests in tried:

        def run(tests: Sequence[str] = tests) -> int:
            sys.meta_path.insert(0, Faulty(fault))
            return pytest_run(["-x", *tests])

        answer = in_a_process(run, 20 + 5 * sum(called[test][0] for test in tests))
        if answer != 0:
            return "killed by time" if answer is None else "killed"
    return "survived" if tried else "no test"


def prepare() -> None:
    """Import once, before processes part, what all tests need but the engines themselves."""
    sys.dont_write_bytecode = True
    os.chdir(ROOT)
    import hypothesis
    import numba
    import pydantic
    import pytest
    import scipy.optimize
    import scipy.sparse
    import yaml

    assert all((numba, pydantic, pytest, scipy, yaml))
    numba.config.DISABLE_JIT = True
    hypothesis.settings.register_profile("faults", database=None, derandomize=True, deadline=None)
    hypothesis.settings.load_profile("faults")
    assert "tendik" not in sys.modules  # else a fault would come too late


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("room", choices=sorted(NEAREST))
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    prepare()
    everything = all_faults(asked.room)
    chosen = random.Random(asked.seed).sample(everything, min(asked.sample, len(everything)))
    print(f"{asked.room}: faults {len(everything)}, drawn {len(chosen)}, seed {asked.seed}", flush=True)
    called = watched(asked.room)
    print(f"tests that pass on the engine as it is: {len(called)}", flush=True)
    counts = dict.fromkeys(("killed", "killed by time", "survived", "no test"), 0)
    for fault in sorted(chosen, key=lambda fault: (fault.path, fault.line, fault.number)):
        found = verdict(fault, called)
        counts[found] += 1
        if not found.startswith("killed"):
            print(f"{found:<10} {fault.path}:{fault.line}  {fault.says}", flush=True)
    dead = counts["killed"] + counts["killed by time"]
    print(f"{counts}; killed {dead} of {len(chosen)}: {100 * dead / max(1, len(chosen)):.1f}%")


if __name__ == "__main__":
    main()
