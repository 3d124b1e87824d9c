"""Do the worked examples notice when an indicator's SQL is wrong?

Every comparison, constant and connective of every body is turned into a near miss, one at a time; the mutants
stand as indicators of their own in a workspace and their worked examples are run. A mutant whose examples still
hold has survived. Survivors that change nothing that can be delivered are listed in equivalent.txt with the reason.

usage: mutants.py KANSMETER ROOT [ID...]      exit 1 when fewer are caught than LEAST
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

# The bar rises with the examples and never goes down.
LEAST = 0.90
SECTION = re.compile(r"^-- (population|excluded|hit|unknown|state|possible): ", re.M)
EXAMPLE = re.compile(r"^-- example: ", re.M)
# In order: longer operators first. What stands in a text or a comment is left alone.
TOKEN = re.compile(
    r"'[^']*'|--[^\n]*|<>|<=|>=|<|>|=|\bNOT IN\b|\bNOT EXISTS\b|\bIS NOT NULL\b|\bIS NULL\b|\bIN\b|\bEXISTS\b"
    r"|\bAND\b|\bOR\b|\bmax\b|\bmin\b|(?<![\w.:])\d+(?:\.\d+)?(?![\w.])"
)
NEAR = {
    "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "=": ["<>"], "<>": ["="],
    "NOT IN": ["IN"], "IN": ["NOT IN"], "NOT EXISTS": ["EXISTS"], "EXISTS": ["NOT EXISTS"],
    "IS NOT NULL": ["IS NULL"], "IS NULL": ["IS NOT NULL"], "AND": ["OR"], "OR": ["AND"],
    "max": ["min"], "min": ["max"],
}


def near_misses(token):
    if token in NEAR:
        return NEAR[token]
    if token[0].isdigit() and token != "99999":  # that one stands for no end
        value = float(token) if "." in token else int(token)
        return [str(value + 1)]
    return []


def bodies(text):
    """The stretches of SQL between the first section and the first example."""
    first = SECTION.search(text)
    if first is None:
        return None
    last = EXAMPLE.search(text)
    return first.start(), last.start() if last else len(text)


def mutants_of(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    identity = os.path.basename(path)[: -len(".sql")]
    span = bodies(text)
    if span is None:
        return
    number = 0
    for found in TOKEN.finditer(text, *span):
        token = found.group()
        before = text[max(0, found.start() - 12) : found.start()]
        if re.search(r"\bBETWEEN\s+\S+\s+$", before) and token == "AND":
            continue  # the second half of BETWEEN
        if re.search(r"(ROWS BETWEEN|PRECEDING)\s*$", before):
            continue
        if token == "AND" and text[found.end() :].lstrip().startswith("1 PRECEDING"):
            continue
        for other in near_misses(token):
            number += 1
            line = text.count("\n", 0, found.start()) + 1
            source = text.splitlines()[line - 1].strip()
            column = found.start() - text.rfind("\n", 0, found.start())
            mutant = text[: found.start()] + other + text[found.end() :]
            mutant = re.sub(r"^-- id: .*$", f"-- id: {identity}-m{number}", mutant, count=1, flags=re.M)
            yield {"id": identity, "name": f"{identity}-m{number}", "text": mutant, "line": line, "source": source,
                   "change": f"{token} -> {other}", "column": column}


def run_batch(kansmeter, root, mutants):
    """The names of those whose examples all hold."""
    home = tempfile.mkdtemp(prefix="kansmeter-mutants-")
    environment = dict(os.environ, KANSMETER_DATADIR=root, LC_ALL="C.UTF-8", NO_COLOR="1")
    try:
        workspace = os.path.join(home, "w")
        subprocess.run([kansmeter, "-q", "init", workspace, "--key", os.path.join(home, "key")], env=environment,
                       check=True, capture_output=True)
        folder = os.path.join(workspace, "indicators")
        os.makedirs(folder, exist_ok=True)
        for mutant in mutants:
            with open(os.path.join(folder, mutant["name"] + ".sql"), "w", encoding="utf-8") as file:
                file.write(mutant["text"])
        answer = subprocess.run([kansmeter, "-C", workspace, "indicator", "test"], env=environment,
                                capture_output=True, text=True)
        held, failed = set(), set()
        for line in answer.stdout.splitlines():
            match = re.match(r"(ok|FAILED)\s+(\S+):", line)
            if match:
                (held if match.group(1) == "ok" else failed).add(match.group(2))
        if not held:
            raise SystemExit("mutants: no example ran:\n" + answer.stdout[-2000:] + answer.stderr[-2000:])
        return held - failed
    finally:
        shutil.rmtree(home)


def equivalent_ones(path):
    """Lines `id | the line as it stands | change | reason`."""
    known = set()
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                parts = [part.strip() for part in line.split(" | ")]
                if len(parts) != 4:
                    raise SystemExit(f"{path}: four parts are wanted: {line}")
                known.add(tuple(parts[:3]))
    return known


def main():
    kansmeter, root, asked = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), set(sys.argv[3:])
    equivalent = equivalent_ones(os.path.join(os.path.dirname(os.path.abspath(__file__)), "equivalent.txt"))
    mutants = []
    for folder in sorted(os.listdir(os.path.join(root, "indicators"))):
        if folder.startswith("ambitie-") or folder == "ondersteunend":
            for name in sorted(os.listdir(os.path.join(root, "indicators", folder))):
                if name.endswith(".sql") and (not asked or name[: -len(".sql")] in asked):
                    mutants += mutants_of(os.path.join(root, "indicators", folder, name))
    batches = [mutants[i : i + 150] for i in range(0, len(mutants), 150)]
    survivors = set()
    with ThreadPoolExecutor(2) as pool:
        for alive in pool.map(lambda batch: run_batch(kansmeter, root, batch), batches):
            survivors |= alive
    by_id, left = {}, []
    for mutant in mutants:
        tally = by_id.setdefault(mutant["id"], [0, 0])
        if (mutant["id"], mutant["source"], mutant["change"]) in equivalent:
            continue
        tally[1] += 1
        if mutant["name"] in survivors:
            left.append(mutant)
        else:
            tally[0] += 1
    caught = sum(tally[0] for tally in by_id.values())
    total = sum(tally[1] for tally in by_id.values())
    for identity, (hits, of) in sorted(by_id.items(), key=lambda item: item[1][0] / max(1, item[1][1])):
        if hits < of:
            print(f"{identity}: {hits} of {of}")
    for mutant in left:
        print(f"survived  {mutant['id']}:{mutant['line']}:{mutant['column']}  {mutant['change']}  |  {mutant['source']}")
    print(f"{caught} of {total} mutants of {len(by_id)} indicators caught ({100.0 * caught / max(1, total):.1f} %)")
    return 0 if total > 0 and caught >= LEAST * total else 1


if __name__ == "__main__":
    sys.exit(main())
