# Speaks to the socket in bytes, as rows of (what is sent, what must come back): None for a closed connection.
import json
import socket
import sys

INTERFACE = "org.percolate.Timeline"
SERVICE = "org.varlink.service"


def call(method, **parameters):
    return {"method": method, "parameters": parameters}


ROWS = [
    (call(f"{INTERFACE}.Cancel", id=4711), {"error": f"{INTERFACE}.UnknownReminder", "parameters": {"id": 4711}}),
    (call(f"{INTERFACE}.Nonsense"), {"error": f"{SERVICE}.MethodNotFound", "parameters": {"method": f"{INTERFACE}.Nonsense"}}),
    (call("org.example.Nonsense"), {"error": f"{SERVICE}.InterfaceNotFound", "parameters": {"interface": "org.example"}}),
    (call(f"{INTERFACE}.Cancel", id="x"), {"error": f"{SERVICE}.InvalidParameter", "parameters": {"parameter": "id"}}),
    (call(f"{INTERFACE}.Cancel", id=1, extra=2), {"error": f"{SERVICE}.InvalidParameter", "parameters": {"parameter": "extra"}}),
    (call(f"{INTERFACE}.Cancel", **{"id": 1, "my words": 2}), {"error": f"{SERVICE}.InvalidParameter", "parameters": {"parameter": "?"}}),
    (b"no json", None),
    (b"\xff", None),
    (b'{"method": "a.b.C", "method": "a.b.C"}', None),
]


def answer(path, request):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(path)
        connection.sendall((request if isinstance(request, bytes) else json.dumps(request).encode()) + b"\0")
        received = b""
        while not received.endswith(b"\0"):
            piece = connection.recv(65536)
            if not piece:
                return None
            received += piece
        return json.loads(received[:-1])


failures = 0
for request, expected in ROWS:
    received = answer(sys.argv[1], request)
    if received != expected:
        print(f"{request}: expected {expected}, received {received}", file=sys.stderr)
        failures += 1
sys.exit(failures != 0)
