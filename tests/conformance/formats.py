"""The formats of findings, held to their schemas, on files of which the names, keys and values
would forge a line, a tag or a command if they could.

usage: formats.py ORGC SARIF-SCHEMA

SARIF against the schema of OASIS, JUnit and GitLab against schemas that say what their
readers take, GitHub's commands by the rules by which its runner reads them. All formats have
to tell of the same findings.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

import jsonschema
from lxml import etree

ORGC, SCHEMA = os.path.abspath(sys.argv[1]), sys.argv[2]
HERE = os.path.dirname(os.path.abspath(__file__))
FORMATS = ["json", "jsonl", "sarif", "junit", "checkstyle", "github", "gitlab", "markdown"]
PIECES = ["a", "Z9", " ", "'", '"', "&", "<", ">", "]]>", "<!--", "-->", "::error::", "%0A", "%",
          ",", ":", "|", "`", "*", "_", "\\", "${", "{{", "é", "日本", "\u202e", "\u2028", "😀", "##[error]",
          "\x1b[31m", "\x7f"]


def evil(rng, most, without=""):
    text = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, most)))
    return "".join(c for c in text if c not in without)


def template(rng):
    """A template with findings whose messages hold names of its own."""
    quoted = json.dumps
    lines = ["Resources:"]
    for i in range(rng.randint(1, 3)):
        lines += [f"  R{i}:", "    Type: AWS::SNS::Topic", "    Properties:",
                  f"      {quoted(evil(rng, 5))}: 1", f"      TopicName: !Ref {quoted(evil(rng, 4))}"]
    return "\n".join(lines) + "\n"


def unescaped(text, property_):
    if property_:
        text = text.replace("%3A", ":").replace("%2C", ",")
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def github(text):
    """The commands, as GitHub's runner reads them."""
    found = []
    for line in text.split("\n"):
        match = re.match(r"::([^ :]+)(?: (.*?))?::(.*)$", line)
        if not match:
            assert re.fullmatch(r"(\d+ more findings: GitHub shows 10 of each level)?", line), line
            continue
        values = dict(v.split("=", 1) for v in match[2].split(","))
        values = {k: unescaped(v, True) for k, v in values.items()}
        found.append((match[1], values["file"], int(values["line"]), values["title"].split()[0],
                      unescaped(match[3], False)))
    return found


def shown(text):
    """What orgc makes of characters that steer a terminal."""
    text = re.sub(r"[\t-\r]", " ", text)
    return re.sub("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]",
                  "?", text)


def check(texts, schemas):
    findings = json.loads(texts["json"])["findings"]
    places = [(f["file"], f["line"], f["id"]) for f in findings]
    lines = [json.loads(line) for line in texts["jsonl"].splitlines()]
    assert [(f["file"], f["line"], f["id"]) for f in lines] == places
    assert len({f["fingerprint"] for f in lines}) == len(lines)

    sarif = json.loads(texts["sarif"])
    schemas["sarif"].validate(sarif)
    results = sarif["runs"][0]["results"]
    got = []
    for r in results:
        place = r["locations"][0]["physicalLocation"]
        got.append((urllib.parse.unquote(place["artifactLocation"]["uri"]),
                    place["region"]["startLine"], r["ruleId"]))
    assert got == places, (got, places)
    rules = {r["id"] for r in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert rules == {f["id"] for f in findings}

    gitlab = json.loads(texts["gitlab"])
    schemas["gitlab"].validate(gitlab)
    assert [(f["location"]["path"], f["location"]["lines"]["begin"], f["check_name"])
            for f in gitlab] == places

    junit = etree.fromstring(texts["junit"].encode())
    schemas["junit"].assertValid(junit)
    cases = [c for c in junit.iter("testcase") if len(c)]
    assert [(c.get("classname"), c.get("name").split()[0]) for c in cases] == \
        [(shown(f), i) for f, _, i in places]
    for c, f in zip(cases, findings):
        if f["severity"] != "info":
            assert c[0].get("message") == shown(f["message"]), (c[0].get("message"), f["message"])

    style = etree.fromstring(texts["checkstyle"].encode())
    assert [(e.getparent().get("name"), int(e.get("line")), e.get("source").split(".")[1])
            for e in style.iter("error")] == [(shown(f), n, i) for f, n, i in places]

    commands = github(texts["github"])
    if len(findings) <= 10:
        assert sorted(c[1:4] for c in commands) == sorted((shown(f), n, i) for f, n, i in places)
    for level, file, line, rule, message in commands:
        assert any(message.split("\n")[0] == shown(f["message"]) for f in findings
                   if (shown(f["file"]), f["line"], f["id"]) == (file, line, rule)), message

    rows = [l for l in texts["markdown"].split("\n") if l.startswith("| ")][2:]
    assert len(rows) == len(findings), (len(rows), len(findings))
    assert len(texts["markdown"]) < 65536
    return len(findings)


def run(folder, names):
    args = [ORGC, "lint"]
    for f in FORMATS:
        args += ["--format", f"{f}:../{f}.out"]
    done = subprocess.run(args + ["--"] + names, cwd=folder, capture_output=True, timeout=60)
    assert done.returncode in (0, 1), (done.returncode, done.stderr)
    texts = {}
    for f in FORMATS:
        with open(f"{folder}/../{f}.out", encoding="utf-8", newline="") as file:
            texts[f] = file.read()
    return texts


def main():
    seed = int(os.environ.get("SEED") or time.time())
    rng = random.Random(seed)
    with open(SCHEMA, encoding="utf-8") as file:
        sarif = json.load(file)
    with open(f"{HERE}/gitlab.schema.json", encoding="utf-8") as file:
        gitlab = json.load(file)
    schemas = {"sarif": jsonschema.Draft7Validator(sarif),
               "gitlab": jsonschema.Draft7Validator(gitlab),
               "junit": etree.XMLSchema(etree.parse(f"{HERE}/junit.xsd"))}
    runs = findings = 0
    for _ in range(int(os.environ.get("RUNS", 40))):
        with tempfile.TemporaryDirectory() as top:
            folder = f"{top}/in"
            os.mkdir(folder)
            names = []
            for i in range(rng.randint(1, 3)):
                name = f"{i}{evil(rng, 4, '/')}.yaml"
                with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                    file.write(template(rng))
                names.append(name)
            findings += check(run(folder, names), schemas)
            runs += 1
    print(f"formats: {findings} findings in {runs} runs from seed {seed}: each format says the same")
    print(f"{runs} passed, 0 failed")


main()
