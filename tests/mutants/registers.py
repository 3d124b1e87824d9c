"""Do the worked examples notice when a register's SQL is wrong?

As mutants.py, for the SQL that indicators share: every near miss of every register takes the register's place in a
copy of the catalogue, and the worked examples of the indicators that read it run until one of them fails.

usage: registers.py KANSMETER ROOT [REGISTER...]      exit 1 when fewer are caught than LEAST
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import mutants

# The bar rises with the examples and never goes down.
LEAST = 0.87


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def sql_files(root):
    """Identity to path, of the registers and of the indicators."""
    registers, indicators = {}, {}
    for folder in sorted(os.listdir(os.path.join(root, "indicators"))):
        kind = registers if folder == "registers" else indicators
        if folder == "registers" or folder.startswith("ambitie-") or folder == "ondersteunend":
            for name in sorted(os.listdir(os.path.join(root, "indicators", folder))):
                if name.endswith(".sql"):
                    kind[name[: -len(".sql")]] = os.path.join(root, "indicators", folder, name)
    return registers, indicators


def words_of(path):
    """The words of its SQL and of the header lines that name registers, without the worked examples."""
    text = mutants.EXAMPLE.split(read(path))[0]
    header = re.findall(r"^-- (?:dimensions?|cross|cluster|register): (.*(?:\n--   .*)*)", text, re.M)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return set(re.findall(r"\w+", " ".join(header) + " " + body))


def readers_of(register, registers, indicators):
    """The indicators that read it, also through another register; those that name it first."""
    reached = {register}
    while True:
        more = {other for other, path in registers.items() if other not in reached and words_of(path) & reached}
        if not more:
            break
        reached |= more
    named = {identity: words_of(path) for identity, path in indicators.items()}
    return sorted((i for i, words in named.items() if words & reached), key=lambda i: register not in named[i])


def mutants_of(register, path):
    """As those of an indicator: all SQL below the header."""
    text = read(path)
    start = re.search(r"^[^-\s]", text, re.M).start()
    for found in mutants.TOKEN.finditer(text, start):
        token = found.group()
        before, after = text[max(0, found.start() - 12) : found.start()], text[found.end() :].lstrip()
        if re.search(r"(ROWS BETWEEN|PRECEDING|\bBETWEEN\s+\S+)\s*$", before) or after.startswith("1 PRECEDING"):
            continue
        if text.rfind("\n--", 0, found.start()) > text.rfind("\n", 0, found.start()) - 1:
            continue  # a comment
        for other in mutants.near_misses(token):
            line = text.count("\n", 0, found.start()) + 1
            yield {"id": register, "text": text[: found.start()] + other + text[found.end() :], "line": line,
                   "column": found.start() - text.rfind("\n", 0, found.start()), "change": f"{token} -> {other}",
                   "source": text.splitlines()[line - 1].strip()}


def make_home(root):
    home = tempfile.mkdtemp(prefix="kansmeter-registers-")
    os.makedirs(os.path.join(home, "root"))
    for name in os.listdir(root):
        if name != "indicators":
            os.symlink(os.path.join(root, name), os.path.join(home, "root", name))
    shutil.copytree(os.path.join(root, "indicators"), os.path.join(home, "root", "indicators"))
    return home


def survives(kansmeter, home, mutant, readers):
    place = os.path.join(home, "root", "indicators", "registers", mutant["id"] + ".sql")
    environment = dict(os.environ, KANSMETER_DATADIR=os.path.join(home, "root"), LC_ALL="C.UTF-8", NO_COLOR="1")
    original = read(place)
    try:
        with open(place, "w", encoding="utf-8") as file:
            file.write(mutant["text"])
        return all(
            subprocess.run([kansmeter, "-C", os.path.join(home, "w"), "indicator", "test", identity], env=environment,
                           capture_output=True).returncode == 0 for identity in readers)
    finally:
        with open(place, "w", encoding="utf-8") as file:
            file.write(original)


def run_share(kansmeter, root, share):
    home = make_home(root)
    try:
        environment = dict(os.environ, KANSMETER_DATADIR=os.path.join(home, "root"), LC_ALL="C.UTF-8")
        subprocess.run([kansmeter, "-q", "init", os.path.join(home, "w"), "--key", os.path.join(home, "key")],
                       env=environment, check=True, capture_output=True)
        return [mutant for mutant, readers in share if survives(kansmeter, home, mutant, readers)]
    finally:
        shutil.rmtree(home)


def main():
    kansmeter, root, asked = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), set(sys.argv[3:])
    equivalent = mutants.equivalent_ones(os.path.join(os.path.dirname(os.path.abspath(__file__)), "equivalent.txt"))
    registers, indicators = sql_files(root)
    work = []
    for register, path in registers.items():
        if not asked or register in asked:
            readers = readers_of(register, registers, indicators)
            work += [(mutant, readers) for mutant in mutants_of(register, path)
                     if (register, mutant["source"], mutant["change"]) not in equivalent]
    with ThreadPoolExecutor(2) as pool:
        survivors = [m for share in pool.map(lambda s: run_share(kansmeter, root, s), (work[::2], work[1::2]))
                     for m in share]
    for mutant in sorted(survivors, key=lambda m: (m["id"], m["line"], m["column"])):
        print(f"survived  {mutant['id']}:{mutant['line']}:{mutant['column']}  {mutant['change']}  |  {mutant['source']}")
    caught = len(work) - len(survivors)
    print(f"{caught} of {len(work)} mutants of registers caught ({100.0 * caught / max(1, len(work)):.1f} %)")
    return 0 if work and caught >= LEAST * len(work) else 1


if __name__ == "__main__":
    sys.exit(main())
