"""Limits on the process that opens a file: memory, time, output; and a filter on calls to the kernel.

The filter lets through what computing needs (memory, reading and writing what is open, time) and
refuses everything else: no file can be opened, no connection made, no program started. It needs no
privilege. Elsewhere than on Linux the limits alone remain.
"""

import ctypes
import platform
import resource
import struct
import sys

MEMORY = 1 << 30
SECONDS = 20
OUTPUT = 64 << 20
OPEN_FILES = 32

X86_64 = 0xC000003E
AARCH64 = 0xC00000B7
ALLOWED = {
    # read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
    # ioctl readv writev sched_yield mremap madvise nanosleep getpid exit uname gettimeofday sysinfo
    # sigaltstack arch_prctl gettid futex sched_getaffinity clock_gettime clock_nanosleep exit_group
    # set_robust_list getrandom rseq; there is no arch_prctl on the second
    "x86_64": (
        X86_64,
        "0 1 3 5 8 9 10 11 12 13 14 15 16 19 20 24 25 28 35 39 60 63 96 "
        "99 131 158 186 202 204 228 230 231 273 318 334",
    ),
    "aarch64": (
        AARCH64,
        "63 64 57 80 62 222 226 215 214 134 135 139 29 65 66 124 216 233 101 172 93 "
        "160 169 179 132 178 98 123 113 115 94 99 278 293",
    ),
}

LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
CALL, MACHINE = 0, 4
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # refuse: the call fails with EPERM
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2


def limit() -> None:
    """Bound memory, processor time, output and open files; leave no core behind."""
    for name, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(name)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (bound, bound))


def lock() -> None:
    """From here on, this process can only compute.

    Raises
    ------
    OSError
        The kernel does not take the filter: nothing is opened without it.
    """
    if sys.platform != "linux" or platform.machine() not in ALLOWED:
        return
    program = _program(*ALLOWED[platform.machine()])
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(SECCOMP, FILTER, head, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel does not take the filter")


def _program(machine: int, numbers: str) -> bytes:
    """The filter in the kernel's language: a jump to the last line for each call let through."""
    calls = [int(number) for number in numbers.split()]
    lines = [(LOAD, 0, 0, MACHINE), (EQUAL, 1, 0, machine), (RETURN, 0, 0, REFUSE), (LOAD, 0, 0, CALL)]
    lines += [(EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)]
    lines += [(RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
