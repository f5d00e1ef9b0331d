"""The reading process can do nothing but read, and the program believes nothing it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from annotator.domain.errors import CannotReadError, GivenUpError, NotTextError
from annotator.exchange import frames
from annotator.exchange.frames import BadFrameError
from annotator.exchange.isolation import Workshop
from annotator.exchange.job import Options
from annotator.exchange.mapping import Mapping
from annotator.exchange.sandbox import Isolation
from annotator.support import paths
from annotator.support.work import Cancelled
from tests.exchange import made
from tests.exchange.made import REPORT, page, read_one

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is Linux's")
# What a parser that was taken over would do; each prints when it could.
ATTEMPTS = {
    "read a file of the person": "open({secret!r}).read()",
    "list their folder": "os.listdir({folder!r})",
    "write a file": "os.close(os.open({folder!r} + '/new', os.O_CREAT | os.O_WRONLY))",
    "go out": "socket.create_connection(('127.0.0.1', {port}), 1)",
    "send a datagram": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "ask for a name": "socket.getaddrinfo('example.com', 80)",
    "talk to another process": "socket.socket(socket.AF_UNIX).connect({folder!r} + '/bus')",
    "start a program": "subprocess.run(['/bin/true'], check=True)",
    "use the shell": "1 / (os.system('true') == 0)",
    "kill the program": "os.kill(os.getppid(), 0)",
    "take all memory": "bytearray(3_000_000_000)",
}
# Below Python, where no hook sees it: what is left must be the kernel's no.
NATIVE = {
    "a socket": "libc.socket(2, 1, 0)",
    "a datagram socket": "libc.socket(2, 2, 0)",
    "a file": "libc.open({secret!r}.encode(), 0)",
    "a new file": "libc.open(({folder!r} + '/n').encode(), 0o101, 0o600)",
    "a program": "libc.execv(b'/bin/true', None)",
    "a process": "libc.ptrace(16, os.getppid(), 0, 0)",
    "a signal": "libc.kill(os.getppid(), 0)",
}


def inside(code: str) -> str:
    """Run ``code`` behind the doors of the reading process; return what it prints."""
    whole = (
        "import ctypes, os, socket, subprocess, sys\n"
        "from annotator.exchange import sandbox\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "sandbox.confine([])\n" + code
    )
    ran = subprocess.run(
        [sys.executable, "-c", whole],
        env={**os.environ, "PYTHONPATH": str(paths.PACKAGE.parent)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return ran.stdout.decode()


@pytest.fixture
def places(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("names of sources")
    return {"secret": str(secret), "folder": str(tmp_path), "port": 9}


def test_nothing_that_python_could_do_is_possible(places):
    lines = ["import traceback"]
    for name, attempt in ATTEMPTS.items():
        lines += [
            "try:",
            f"    {attempt.format(**places)}",
            f"    print({name!r})",
            "except (OSError, MemoryError, RuntimeError):",
            "    pass",
        ]
    said = inside("\n".join([*lines, "print('end')"]))
    expected = ["end"] if sys.platform == "linux" else said.split("\n")[-2:-1]
    assert said.split("\n")[:-1] == expected


@LINUX
def test_the_kernel_refuses_what_native_code_tries(places):
    lines = [
        f"print({name!r}) if {attempt.format(**places)} >= 0 else None"
        for name, attempt in NATIVE.items()
    ]
    assert inside("\n".join([*lines, "print('end')"])) == "end\n"


@LINUX
def test_what_is_in_force_is_said(workshop):
    assert workshop.isolation() == Isolation(memory=True, files=True, network=True, programs=True)
    assert "no network" in workshop.isolation().describe()
    assert "does not enforce" not in workshop.isolation().describe()
    assert "does not enforce: a limit of memory" in Isolation(files=True).describe()


def test_what_comes_back_is_what_the_reader_reads_here(workshop):
    for name, raw in {
        "a.docx": made.docx(REPORT),
        "a.html": page(REPORT, head=made.META).encode(),
        "a.txt": "\n".join(REPORT).encode(),
    }.items():
        (reading,) = workshop.read(name, raw)
        (there,), here = reading.sources, read_one(name, raw)
        assert there.text == here.text
        assert there.raw == raw
        for fact in type(here.article).__slots__:
            if fact not in {"id", "added_at"}:
                assert getattr(there.article, fact) == getattr(here.article, fact), fact


def test_options_go_along(workshop):
    raw = b"a;b\nSmall talk;" + "Журналист обвинил суд.".encode("cp1251")
    options = Options(encoding="cp1251", mapping=Mapping(text="b", title="a"))
    (reading,) = workshop.read("t.csv", raw, options)
    assert reading.sources[0].text == "Журналист обвинил суд."
    assert reading.sources[0].article.title == "Small talk"
    assert workshop.preview("t.csv", raw, Options(encoding="cp1251")).headers == ("a", "b")


def test_pages_of_an_archive_arrive_each_with_its_address(workshop):
    raw = made.warc([(f"https://a.example/{n}", page(REPORT).encode()) for n in range(2)])
    readings = list(workshop.read("c.warc.gz", raw))
    urls = [source.article.url for reading in readings for source in reading.sources]
    assert urls == ["https://a.example/0", "https://a.example/1"]


def test_a_bad_file_in_an_archive_costs_only_itself(workshop):
    raw = made.zipped({
        "a.txt": REPORT[0], "b.docx": made.docx(REPORT)[:200], "c.html": page(REPORT),
    })  # fmt: skip
    readings = {reading.name: reading for reading in workshop.read("x.zip", raw)}
    assert readings["x.zip/a.txt"].sources
    assert readings["x.zip/b.docx"].error
    assert readings["x.zip/c.html"].sources


def test_a_reader_that_takes_too_long_is_given_up_and_the_next_file_is_read():
    slow = made.docx(
        [f"Paragraph {n * 7919 % 10007} takes {n * n} moments." for n in range(60_000)]
    )
    with Workshop(seconds=0.3) as impatient:
        assert impatient.isolation()
        began = time.monotonic()
        (reading,) = impatient.read("x.docx", slow)
        assert time.monotonic() - began < 10
        assert isinstance(reading.error, GivenUpError)
        assert "longer than 0.3 s" in reading.error.for_people()
        assert impatient.isolation()


def test_a_process_that_dies_costs_one_file():
    with Workshop() as shop:
        assert shop.isolation()
        os.kill(shop._process._child.pid, signal.SIGTERM)
        (reading,) = shop.read("a.txt", REPORT[0].encode())
        assert isinstance(reading.error, GivenUpError)
        (reading,) = shop.read("a.txt", REPORT[0].encode())
        assert reading.sources


def test_cancel_ends_the_process_at_once():
    calls = []

    def watch():
        calls.append(time.monotonic())
        if len(calls) > 6:
            raise Cancelled

    rows = b"text\n" + b"Some words of a row that takes its time.\n" * 200_000
    shop = Workshop(watch)
    with pytest.raises(Cancelled):
        list(shop.read("a.csv", rows))
    assert shop._process is None


def test_a_folder_and_a_pipe_are_no_files(tmp_path):
    with Workshop() as shop:
        (reading,) = shop.read_file(tmp_path)
        assert isinstance(reading.error, NotTextError)
        (reading,) = shop.read_file(tmp_path / "nothing")
        assert isinstance(reading.error, CannotReadError)
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / "pipe")
            (reading,) = shop.read_file(tmp_path / "pipe")
            assert isinstance(reading.error, NotTextError)
        good = tmp_path / "good.txt"
        good.write_text(REPORT[0])
        (reading,) = shop.read_file(good)
        assert reading.sources[0].article.source_name == "good.txt"


def article_facts():
    source = read_one("a.txt", REPORT[0].encode())
    facts, blob = frames.article_frame(source)
    return facts["article"], blob


@pytest.mark.parametrize(
    "lie",
    [
        {"title": 5}, {"title": "x" * 9000}, {"title": "\ud800"}, {"url": "a\x00b"},
        {"words": -1}, {"words": True}, {"words": 10**9}, {"published": "2025-99-99"},
        {"published": 2025}, {"title_origin": "somewhere"}, {"zones": [[0, 10**6, "debris"]]},
        {"zones": [[5, 5, "debris"]]}, {"zones": [[0, 9, "debris"], [5, 12, "debris"]]},
        {"zones": [[0, 5, "verdict"]]}, {"zones": [["0", 5, "debris"]]}, {"zones": "x"},
        {"zones": [[0, 5]]}, {"language": None},
    ],
    ids=str,
)  # fmt: skip
def test_an_article_with_a_wrong_fact_is_not_believed(lie):
    facts, blob = article_facts()
    assert frames.read_article(dict(facts), blob, b"", "").article.title == facts["title"]
    with pytest.raises(BadFrameError):
        frames.read_article(facts | lie, blob, b"", "")


@pytest.mark.parametrize(
    "blob", [b"", b" \n", b"\xff", b"a\x00b", "\ud800".encode("utf-8", "surrogatepass")]
)
def test_a_text_that_is_none_is_not_believed(blob):
    facts, _ = article_facts()
    with pytest.raises(BadFrameError):
        frames.read_article(facts | {"zones": [], "words": 0}, blob, b"", "")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("SystemExit", {}), ("N_", {}), (5, {}), ("GivenUpError", {}), ("GivenUpError", 5),
        ("GivenUpError", {"path": "x", "reason": ["x"]}), ("annotations", {}),
    ],
)  # fmt: skip
def test_an_error_that_is_none_is_not_believed(name, facts):
    with pytest.raises(BadFrameError):
        frames.read_error(name, facts)
