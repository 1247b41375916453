"""A small load: some connections that ask one page again and again for some seconds.

One thread over plain sockets, so that it takes little of the machine it shares with the server.
"""

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

WARM_UP = 4
PATIENCE = 60.0
END_OF_HEAD = b"\r\n\r\n"


@dataclass
class Connection:
    """One keep-alive connection: when it asked, and what it has received of the answer."""

    socket: socket.socket
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> None:
        """Send the request."""
        self.received.clear()
        self.asked_at = time.perf_counter()
        self.socket.sendall(request)

    def is_answered(self) -> bool:
        """Take what came; whether the answer is whole. Raises for anything but a page."""
        piece = self.socket.recv(1 << 18)
        self.received += piece
        end = self.received.find(END_OF_HEAD)
        if not piece:
            raise ConnectionError("the server closed the connection")
        if end < 0:
            return False
        head = bytes(self.received[:end]).lower()
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise ConnectionError(head.decode("latin-1"))
        length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        return len(self.received) == end + len(END_OF_HEAD) + length


def waits(port: int, request: bytes, connections: int, seconds: float) -> tuple[list[float], float]:
    """Seconds that each answer took after a warm-up, and the seconds they were counted over.

    A page so slow that fewer answers than connections came is waited for, up to a limit.
    """
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            one = Connection(socket.create_connection(("127.0.0.1", port)))
            selector.register(one.socket, selectors.EVENT_READ, one)
            one.ask(request)
        _answers(selector, request, time.perf_counter(), connections * WARM_UP)
        begun = time.perf_counter()
        found = _answers(selector, request, begun + seconds, connections)
        measured = time.perf_counter() - begun
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return found, measured


def _answers(
    selector: selectors.BaseSelector, request: bytes, end: float, at_least: int
) -> list[float]:
    """Seconds that each answer took until an instant, and until so many came, up to a limit."""
    found: list[float] = []
    limit = time.perf_counter() + PATIENCE
    while (now := time.perf_counter()) < end or (len(found) < at_least and now < limit):
        for key, _event in selector.select(0.5):
            if key.data.is_answered():
                found.append(time.perf_counter() - key.data.asked_at)
                key.data.ask(request)
    return found


def main(port: str, path: str, cookie: str, connections: str, seconds: str) -> None:
    """Print answers per second and the 95th percentile in milliseconds, as JSON."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
    found, measured = waits(int(port), request, int(connections), float(seconds))
    if not found:
        raise TimeoutError(f"{path} did not answer once in {measured:.0f} seconds")
    found.sort()
    print(json.dumps({"rate": len(found) / measured, "p95": found[int(len(found) * 0.95)] * 1000}))


if __name__ == "__main__":
    main(*sys.argv[1:])
