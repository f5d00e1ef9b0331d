"""Take from the reading process what a reader of documents never needs.

On Linux the kernel takes it: Landlock the files, a seccomp filter sockets and other
programs, limits the memory and time. A new network namespace would be a second lock on
the same door, but asks for a user namespace, which opens more of the kernel than it
shuts. Elsewhere only Python's own calls are stopped, which holds against a careless
library and not against a parser that was taken over: `Isolation` says which it is.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.exchange import limits
from annotator.support import paths
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

CPU_SECONDS = 2 * limits.SECONDS  # of reckoning without anything delivered

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446  # on every processor
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # bits known to each version; 16 from the fifth on
_EXECUTE, _READ_FILE, _READ_FOLDER = 1, 4, 8
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER, _DUMPABLE = 38, 22, 2, 4
_SYSTEM_FILES = (
    *("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache"),
    *("/etc/localtime", "/etc/timezone", "/dev/null", "/dev/urandom", "/sys/devices"),
)
# Numbers of system calls by processor: socket, connect, bind, listen, execve, execveat,
# ptrace, process_vm_readv, process_vm_writev, io_uring_setup, unshare, setns, mount, bpf,
# perf_event_open, keyctl, kill; on x86 also fork and vfork, which threads do not need.
_BARRED_CALLS = {
    "x86_64": (
        0xC000003E,
        (41, 42, 49, 50, 59, 322, 101, 310, 311, 425, 272, 308, 165, 321, 298, 250, 62, 57, 58),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 203, 200, 201, 221, 281, 117, 270, 271, 425, 97, 268, 40, 280, 241, 219, 129),
    ),
}
_ALLOW, _DENY = 0x7FFF0000, 0x00050001  # deny with EPERM
_BARRED_EVENTS = frozenset(
    {"socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"}
    | {"socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
    | {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"}
    | {"os.forkpty", "pty.spawn", "os.startfile", "urllib.Request", "webbrowser.open"}
    | {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate"}
)
_HARMLESS = frozenset({"socket.bind"})  # urllib3 asks so, on import, whether there is IPv6
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Isolation:
    """What is in force in the reading process, beside that it is another process."""

    memory: bool = False
    files: bool = False
    network: bool = False
    programs: bool = False

    def describe(self) -> str:
        """Say in a sentence or two what is in force and what is not, for dialogs."""
        words = {
            N_("a limit of memory"): self.memory,
            N_("no access to your files"): self.files,
            N_("no network"): self.network,
            N_("no other programs"): self.programs,
        }
        held = [tr(word) for word, there in words.items() if there]
        missing = [tr(word) for word, there in words.items() if not there]
        begin = tr("Documents are read in a process of their own, with a time limit")
        said = begin + "".join(f", {word}" for word in held) + "."
        if missing:
            said += " " + tr(
                "This system does not enforce: {missing}; there only Python's own calls are"
                " stopped. Open files of unknown origin with care.",
                missing=", ".join(missing),
            )
        return said


def confine(refused: list[str]) -> Isolation:
    """Shut the doors of this process for good; return which of them the kernel holds shut.

    Args:
        refused: is told what Python code tries nevertheless.
    """
    memory = _limit_resources()
    files = programs = False
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        files = _bar_files(libc)
        programs = _bar_calls(libc)
    _bar_events(refused)
    return Isolation(memory=memory, files=files, network=programs, programs=programs)


def allow_more_time() -> None:
    """Let the processor work `CPU_SECONDS` more from now; the system ends us after that.

    The program kills a reader that hangs; this ends it when the program itself is gone.
    """
    if sys.platform == "win32":
        return
    import resource

    spent = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(spent.ru_utime + spent.ru_stime + CPU_SECONDS) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _limit_resources() -> bool:
    """Limit memory, written files and dumps; whether the memory's limit is kept."""
    if sys.platform == "win32":
        return False
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    size = limits.MEMORY_BYTES
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (OSError, ValueError):
        return False
    return sys.platform == "linux"  # macOS takes the number and does not keep it


def _bar_files(libc: ctypes.CDLL) -> bool:
    """Leave only Python, the libraries and our own code to be read, and nothing to write."""
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return False
    rights = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    ruleset = struct.pack("QQQ", rights, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = libc.syscall(_LANDLOCK_CREATE, ruleset[:size], size, 0)
    if rules < 0:
        return False
    for path in _readable():
        _allow(libc, rules, path)
    held = libc.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0
    os.close(rules)
    return bool(held)


def _readable() -> Iterable[str]:
    known = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    known |= {str(paths.PACKAGE), str(paths.resource())}
    # A program on the path may lie in a bundle of its own.
    known |= {entry for entry in sys.path if "site-packages" in entry or entry.endswith(".zip")}
    known.add(str(Path(sys.base_prefix) / "lib"))
    return sorted({*filter(None, known), *_SYSTEM_FILES})


def _allow(libc: ctypes.CDLL, rules: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = _READ_FILE | (_READ_FOLDER | _EXECUTE if Path(path).is_dir() else 0)
    rule = struct.pack("=Qi", rights, place)
    libc.syscall(_LANDLOCK_ADD, rules, 1, rule, 0)
    os.close(place)


def _bar_calls(libc: ctypes.CDLL) -> bool:
    """Refuse sockets, other programs and what looks into other processes."""
    known = _BARRED_CALLS.get(platform.machine())
    if known is None or struct.calcsize("P") != 8:
        return False
    processor, calls = known
    last = len(calls) + 1
    program = [
        (0x20, 0, 0, 4),  # load the processor's number
        (0x15, 0, last + 2, processor),  # another one (32-bit calls): deny
        (0x20, 0, 0, 0),  # load the call's number
        (0x35, last, 0, 0x40000000),  # the calls of x32, which are numbered anew: deny
        *((0x15, last - 1 - at, 0, number) for at, number in enumerate(calls)),
        (0x06, 0, 0, _ALLOW),
        (0x06, 0, 0, _DENY),
    ]
    code = b"".join(struct.pack("=HBBI", *line) for line in program)
    lines = ctypes.create_string_buffer(code, len(code))
    block = struct.pack("HxxxxxxP", len(program), ctypes.addressof(lines))
    return bool(libc.prctl(_SECCOMP, _FILTER, block, 0, 0) == 0)


def _bar_events(refused: list[str]) -> None:
    """Stop Python code that wants out, and write down what it wanted."""

    def judge(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            flags = args[2]
            if not isinstance(flags, int) or not flags & _WRITING or args[0] == os.devnull:
                return
        elif event not in _BARRED_EVENTS:
            return
        if event not in _HARMLESS:
            refused.append(event)
        raise PermissionError(event)

    sys.addaudithook(judge)
