"""chromium.py - a headless Chromium that is driven by its own protocol, over a pipe (no port, no library)

    with Chromium("/usr/bin/chromium", FOLDER) as browser:
        page = browser.open()
        page.go("file:///…/index.html", 360)
        page.run("document.title")

A page keeps what it asked for (requests), what it said (faults), and the errors of its scripts.
"""
import json
import os
import subprocess
import sys

# Nothing but the pages themselves: no updates, no sync, no first run; whatever asks for a host finds none.
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
         "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions", "--metrics-recording-only", "--mute-audio", "--host-resolver-rules=MAP * ~NOTFOUND"]


class Chromium:
    def __init__(self, program, folder):
        theirs, self.to = os.pipe()
        self.back, yours = os.pipe()
        # the protocol's descriptors are 3 and 4
        self.process = subprocess.Popen(["bash", "-c", 'exec "$@" 3<&"$IN" 4>&"$OUT"', "bash", program, *FLAGS, f"--user-data-dir={folder}/profile", "about:blank"],
                                        pass_fds=(theirs, yours), env={**os.environ, "IN": str(theirs), "OUT": str(yours), "HOME": folder},
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=open(f"{folder}/chromium.log", "wb"))
        os.close(theirs)
        os.close(yours)
        self.last, self.rest, self.pages = 0, b"", {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (EOFError, OSError):
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def read(self):
        while b"\0" not in self.rest:
            more = os.read(self.back, 1 << 20)
            if not more:
                raise EOFError("chromium ended")
            self.rest += more
        one, _, self.rest = self.rest.partition(b"\0")
        return json.loads(one)

    def call(self, method, session=None, **params):
        self.last += 1
        message = {"id": self.last, "method": method, "params": params, **({"sessionId": session} if session else {})}
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        while True:
            answer = self.read()
            if answer.get("id") == message["id"]:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.tell(answer)

    def tell(self, event):
        page = self.pages.get(event.get("sessionId"))
        if page:
            page.take(event["method"], event["params"])

    def open(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        page = Page(self, self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        return page


class Page:
    def __init__(self, browser, session):
        self.browser, self.session = browser, session
        self.requests, self.faults, self.is_loaded = [], [], False
        browser.pages[session] = self

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def take(self, method, params):
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.faults.append("console: " + " ".join(str(a.get("value", a.get("description", ""))) for a in params["args"]))
        elif method == "Runtime.exceptionThrown":
            self.faults.append("exception: " + params["exceptionDetails"].get("exception", {}).get("description", params["exceptionDetails"]["text"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.faults.append("log: " + params["entry"]["text"])
        elif method == "Page.loadEventFired":
            self.is_loaded = True

    def go(self, url, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.requests, self.faults, self.is_loaded = [], [], False
        answer = self.call("Page.navigate", url=url)
        if answer.get("errorText"):
            raise RuntimeError(f"{url}: {answer['errorText']}")
        while not self.is_loaded:
            self.browser.tell(self.browser.read())

    def width(self, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def run(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", answer["exceptionDetails"]["text"]))
        return answer["result"].get("value")

    def type(self, text):
        self.call("Input.insertText", text=text)


if __name__ == "__main__":
    print(__doc__, file=sys.stderr)
