"""How fast is it? Reads the texts of a folder over and over, beside spaCy's own full pipeline on the same texts.

    python bench/speed.py FOLDER [--times 20] [--rounds 5]

The two take turns in one process; each figure is the median of the rounds. A token is spaCy's, of the text as it is.
Loading is not measured, and a first round that warms both up does not count.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from dateline import Reader
from dateline.reading.parsing import DEFAULT_MODEL
from dateline.reading.reader import InputDocument


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes by the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_mib() -> float:
    """The most memory that the process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measures how many tokens a second dateline reads, beside spaCy.")
    parser.add_argument("folder", type=Path, help="a folder of .txt files")
    parser.add_argument("--times", type=int, default=20, help="how often the texts are read in a round (20)")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds there are (5)")
    parser.add_argument("--model", default=DEFAULT_MODEL, help=f"the spaCy pipeline ({DEFAULT_MODEL})")
    options = parser.parse_args()

    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"{options.folder} holds no .txt files")
    nlp = spacy.load(options.model)
    reader = Reader(model=options.model)
    tokens = options.times * sum(len(nlp.make_doc(text)) for text in texts)

    def read_all(times: int) -> None:
        for _ in reader.read_many(InputDocument(text=text) for _ in range(times) for text in texts):
            pass

    def parse_all(times: int) -> None:
        for _ in nlp.pipe((text for _ in range(times) for text in texts), batch_size=64):
            pass

    # Memory is taken before spaCy's whole pipeline has run: its batches of long texts cost more than all of dateline.
    read_all(options.times)
    own_peak = peak_mib()
    parse_all(1)
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(1, options.rounds + 1):
        ours.append(tokens / seconds(lambda: read_all(options.times)))
        theirs.append(tokens / seconds(lambda: parse_all(options.times)))
        print(f"round {number}: dateline {ours[-1]:,.0f}  spaCy {theirs[-1]:,.0f} tokens/s", file=sys.stderr)
    median, beside = statistics.median(ours), statistics.median(theirs)
    print(f"texts            {len(texts)} x {options.times}, {tokens:,} tokens a round, {options.rounds} rounds")
    print(f"dateline         {median:,.0f} tokens/s")
    print(f"spaCy, all of it {beside:,.0f} tokens/s ({options.model}: {', '.join(nlp.pipe_names)})")
    print(f"ratio            {median / beside:.2f}")
    print(
        f"peak memory      {own_peak:,.0f} MiB while dateline read (both pipelines loaded); {peak_mib():,.0f} MiB in all"
    )


if __name__ == "__main__":
    main()
