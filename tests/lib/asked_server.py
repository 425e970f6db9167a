"""A sender of a test's own, over HTTPS: what it answers is asked for by the path. It says on its standard output the port it has, and
writes a line a question into LOG: method, path, body's length. usage: asked_server.py CERTIFICATE KEY CLIENT-CA|- MESSAGE LOG OTHER

Each do_NAME below is the path /NAME, any other path is answered with the message. OTHER is a message of another feed."""
import base64
import http.server
import os
import ssl
import sys
import threading
import time
import urllib.parse

certificate, key, client, message, log = sys.argv[1:6]
MESSAGE = open(message, "rb").read()
FAULT = b"""<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode>
<faultstring>Could not connect to the target host of Nguyen Van Bia 0912345678</faultstring></s:Fault></s:Body></s:Envelope>"""
HTML = b"<!DOCTYPE html><html><body>Bad gateway</body></html>"
PACKET = b"""{"session": "x", "service": "DongBoHoSoMC", "madonvi": "000.00.00.H34", "isUpdating": "False", "data": [{"MaHoSo": "H34.19-240115-0001",
"MaTTHC": "2.909001", "KenhThucHien": "1", "LoaiDoiTuong": "1", "NgayTiepNhan": "20240115080000", "TrangThaiHoSo": "9"}]}"""
state = {"tokens": 0, "uses": 0, "flaky": 0}


def dossier(number):
    """The message with another number for its one dossier."""
    return MESSAGE.replace(b"240115-0007", b"240115-%04d" % number)


def empty():
    head, rest = MESSAGE.split(b"<dvc:HoSo>", 1)
    return head + rest.rsplit(b"</dvc:HoSo>", 1)[1]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, status, body, kind="text/xml; charset=utf-8", length=None, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer(self):
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query)
        page = int(query.get("page", ["1"])[0])
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{self.command} {self.path} {len(body)} {body.decode('utf-8', 'replace')[:2000].replace(chr(10), ' ')}\n")
        what = url.path.split("/")[1]
        do = getattr(self, "do_" + what, None)
        if do:
            do(page, body)
        else:
            self.say(200, dossier(int(query.get("n", ["7"])[0])))

    do_GET = do_POST = answer

    def do_people(self, page, body):
        """One of the files beside MESSAGE, another for each day that is asked for."""
        folder = os.path.join(os.path.dirname(message), "people")
        names = sorted(os.listdir(folder))
        day = int(urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("day", ["0"])[0])
        with open(os.path.join(folder, names[day % len(names)]), "rb") as file:
            self.say(200, file.read())

    def do_empty(self, page, body):
        self.say(200, empty())

    def do_none(self, page, body):
        self.send_response(204)
        self.end_headers()

    def do_500(self, page, body):
        self.say(500, b"oh", "text/plain")

    def do_fault(self, page, body):
        self.say(500, FAULT)

    def do_fault200(self, page, body):
        self.say(200, FAULT)

    def do_html(self, page, body):
        self.say(200, HTML, "text/html")

    def do_htmlxml(self, page, body):
        self.say(200, HTML)

    def do_json(self, page, body):
        self.say(200, b'{"fault":{"code":900901,"message":"Invalid Credentials"}}', "application/json")

    def do_packet(self, page, body):
        self.say(200, PACKET, "application/json")

    def do_packetcut(self, page, body):
        self.say(200, PACKET[:-40], "application/json")

    def do_redirect(self, page, body):
        self.say(302, b"", Location="https://elsewhere.example/?to=" + "x" * 20)

    def do_slow(self, page, body):
        time.sleep(20)
        self.say(200, MESSAGE)

    def do_trickle(self, page, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(MESSAGE)))
        self.end_headers()
        for n in range(0, len(MESSAGE), 100):
            self.wfile.write(MESSAGE[n : n + 100])
            self.wfile.flush()
            time.sleep(1)

    def do_cut(self, page, body):
        self.say(200, MESSAGE[:1000], length=len(MESSAGE))
        self.close_connection = True

    def do_drop(self, page, body):
        self.connection.close()
        self.close_connection = True

    def do_xmlcut(self, page, body):
        self.say(200, MESSAGE[:1000])

    def do_big(self, page, body):
        self.say(200, b"<a>" + b"x" * (3 << 20) + b"</a>")

    def do_bigger(self, page, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(64):
            self.wfile.write(b"<a/>" * 65536)
        self.close_connection = True

    def do_type(self, page, body):
        self.say(200, MESSAGE, "text/plain")

    def do_other(self, page, body):
        self.say(200, open(sys.argv[6], "rb").read())

    def do_flaky(self, page, body):
        state["flaky"] += 1
        if state["flaky"] % 2:
            self.say(503, b"", "text/plain", Retry_After="1")
        else:
            self.say(200, MESSAGE)

    def do_busy(self, page, body):
        self.say(429, b"", "text/plain")

    def do_pages(self, page, body):
        self.say(200, dossier(page) if page <= 3 else empty())

    def do_brokenpages(self, page, body):
        self.say(200, dossier(page)) if page < 3 else self.say(500, b"", "text/plain")

    def do_healed(self, page, body):
        """Page 3 fails the first time."""
        state["healed"] = state.get("healed", 0) + (page == 3)
        if page == 3 and state["healed"] == 1:
            return self.say(500, b"", "text/plain")
        self.say(200, dossier(page) if page <= 4 else empty())

    def do_moved(self, page, body):
        """The same, and then every page is another."""
        state["moved"] = state.get("moved", 0) + (page == 3)
        if page == 3 and state["moved"] == 1:
            return self.say(500, b"", "text/plain")
        self.say(200, dossier(page + 10 * state["moved"]) if page <= 3 else empty())

    def do_links(self, page, body):
        headers = {"Link": f'</links?page={page + 1}>; rel="next"'} if page < 3 else {}
        self.say(200, dossier(10 + page), **headers)

    def do_away(self, page, body):
        self.say(200, MESSAGE, Link='<https://elsewhere.example/x>; rel="next"')

    def do_token(self, page, body):
        given = self.headers.get("Authorization", "")
        if given != "Basic " + base64.b64encode(b"ung-dung:mat-khau-cay-vao").decode() or b"grant_type=client_credentials" not in body:
            return self.say(401, b'{"error":"invalid_client"}', "application/json")
        state["tokens"] += 1
        self.say(200, b'{"access_token":"the-bai-%d","expires_in":3600,"token_type":"Bearer"}' % state["tokens"], "application/json")

    def do_secure(self, page, body):
        """Each token is good for two questions."""
        state["uses"] += 1
        if self.headers.get("Authorization") != "Bearer the-bai-%d" % state["tokens"] or state["uses"] > 2:
            state["uses"] = 0
            return self.say(401, b"", "text/plain")
        self.say(200, dossier(100 + state["uses"] + 10 * state["tokens"]))

    def do_basic(self, page, body):
        """Slowly, for whoever looks into the list of processes meanwhile."""
        if self.headers.get("Authorization") != "Basic " + base64.b64encode(b"ung-dung:mat-khau-cay-vao").decode():
            return self.say(401, b"", "text/plain")
        time.sleep(3)
        self.say(200, MESSAGE)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def watch(parent):
    """It ends with the test that started it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()
server = Server(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
if client != "-":
    context.load_verify_locations(client)
    context.verify_mode = ssl.CERT_REQUIRED
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
