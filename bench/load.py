"""A small load: some connections that ask one page again and again for some seconds.

One thread over plain sockets, so that it takes little of the machine it shares with the server.
"""

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

WARM_UP = 0.15
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


def waits(port: int, request: bytes, connections: int, seconds: float) -> list[float]:
    """Seconds that each answer took, after a warm-up."""
    found: list[float] = []
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            one = Connection(socket.create_connection(("127.0.0.1", port)))
            selector.register(one.socket, selectors.EVENT_READ, one)
            one.ask(request)
        begun = time.perf_counter()
        while (now := time.perf_counter()) < begun + seconds:
            for key, _event in selector.select(0.5):
                if key.data.is_answered():
                    if now > begun + seconds * WARM_UP:
                        found.append(time.perf_counter() - key.data.asked_at)
                    key.data.ask(request)
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return found


def main(port: str, path: str, cookie: str, connections: str, seconds: str) -> None:
    """Print answers per second and the 95th percentile in milliseconds, as JSON."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
    found = sorted(waits(int(port), request, int(connections), float(seconds)))
    measured = float(seconds) * (1 - WARM_UP)
    print(json.dumps({
        "rate": len(found) / measured,
        "p95": found[int(len(found) * 0.95)] * 1000 if found else float("inf"),
    }))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
