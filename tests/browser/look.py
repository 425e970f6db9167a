import sys, os, json, time, glob, tempfile
sys.path.insert(0, os.path.dirname(__file__))
from chromium import Chromium
pages = sorted(glob.glob(sys.argv[1] + "/" + (sys.argv[2] if len(sys.argv) > 2 else "*.html")))
axe = open("build/browser/node_modules/axe-core/axe.min.js").read()
OVER = """(function () { var w = document.documentElement.clientWidth; if (document.documentElement.scrollWidth <= w) return null;
var bad = []; document.querySelectorAll('body *').forEach(function (e) { var r = e.getBoundingClientRect(); if (r.right > w + 1 && !e.closest('.wide')) bad.push(e.tagName + '.' + e.className + ' ' + Math.round(r.right) + ' ' + e.textContent.trim().slice(0, 40)); });
return [document.documentElement.scrollWidth, bad.slice(0, 4)]; })()"""
AXE = """axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}, resultTypes: ['violations', 'incomplete']}).then(function (r) {
function s(l) { return l.map(function (v) { return [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), (v.nodes[0].any[0] || v.nodes[0].all[0] || v.nodes[0].none[0] || {}).message]; }); }
return {v: s(r.violations), i: s(r.incomplete)}; })"""
seen = {}
with Chromium("/usr/bin/chromium", tempfile.mkdtemp()) as b:
    p = b.open()
    for f in pages:
        for w in (360, 768, 1366):
            t = time.time()
            p.go("file://" + os.path.abspath(f), w)
            if p.faults: print(os.path.basename(f), w, p.faults)
            if len(p.requests) != 1: print(os.path.basename(f), w, p.requests)
            o = p.run(OVER)
            if o: print(os.path.basename(f), w, "overflow", o)
            if w == 768: continue
            p.run(axe)
            r = p.run(AXE)
            for kind in "vi":
                for v in r[kind]:
                    k = (kind, v[0], os.path.basename(f)[:6], w)
                    if k not in seen: print(kind, os.path.basename(f), w, v)
                    seen[k] = seen.get(k, 0) + 1
            print("  %s %d %.1f" % (os.path.basename(f), w, time.time() - t), file=sys.stderr)
print(seen)
