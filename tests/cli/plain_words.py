"""What a page says before anything is unfolded holds at most three statistical words: the rest is for the method page.

usage: plain_words.py DIRECTORY     prints every page with more, and which; exit 1 when there is one
"""

import glob
import html
import os
import re
import sys

MOST = 3
# As the stem of a word; what is plain Dutch (gemiddelde, aandeel, procentpunt) is not among them.
STEMS = """betrouwbaarheidsinterval significan p-waarde standaardfout standaardafwijking mediaan percentiel kwartiel
    regressie variantie toeval marge steekproef overdispersie correlatie kaplan wilson newcombe bonferroni benjamini odds
    hypothese nulhypothese vrijheidsgra hellingsindex designeffect clusterrobuust gestandaardiseerd controlegren
    trechtergren verwachtingswaarde""".split()
INNERMOST = re.compile(r"<details(?:(?!<details|</details>).)*</details>", re.S)


def visible(page):
    """The page's text without styles, descriptions of charts and everything that is folded."""
    page = re.sub(r"<style.*?</style>|<desc.*?</desc>", " ", page, flags=re.S)
    while INNERMOST.search(page):
        page = INNERMOST.sub(" ", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", page)).lower()


def main():
    pages = sorted(glob.glob(os.path.join(sys.argv[1], "*.html")))
    faults = 0 if pages else 1
    for path in pages:
        with open(path, encoding="utf-8") as file:
            text = visible(file.read())
        found = [stem for stem in STEMS if re.search(r"\b" + re.escape(stem), text)]
        if len(found) > MOST:
            faults += 1
            print(f"{os.path.basename(path)}: {len(found)} statistical words: {', '.join(found)}")
    print(f"{len(pages)} pages, {faults} with more than {MOST}")
    sys.exit(faults > 0)


main()
