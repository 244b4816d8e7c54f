"""How long a clean release build takes, of this tree and of 0.1.0's, on all cores; what has to be downloaded is there."""

import pathlib
import shutil
import subprocess

from sides import timed

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent


def clean_release(bench):
    trees = {"ours": PROJECT, "0.1.0": bench.stock.kept / "0.1.0"}
    return {name: [clean(tree, bench.scratch / f"build-{number}") / 1000] for number, (name, tree) in enumerate(trees.items())}


def clean(tree, scratch):
    swift = ["--package-path", str(tree), "--scratch-path", str(scratch)]
    subprocess.run(["swift", "package", "resolve", *swift], check=True, capture_output=True)
    command = ["swift", "build", "--configuration", "release", "--static-swift-stdlib", *swift]
    taken = timed(subprocess.run, command, check=True, capture_output=True)
    shutil.rmtree(scratch)
    return taken
