#!/usr/bin/env python3
"""Compares what `sitwell watch` told about the camera with what was done to the camera.

    camera_log.py DEEDS LOG [--slack SECS] [--min-outage SECS]

DEEDS has a line for everything that was done: the time (seconds since 1970), the states that are right from then on
(joined by `|`; `=` for "as before"), and what was done, in words. LOG holds the lines of JSON that the program printed.

Right is: a wrong camera is told within 3 s; a camera that is well again is told within 5 s, and so is a verdict; in
between nothing else is told, and nothing changes without a deed. An outage shorter than --min-outage may go unnoticed.
--slack is added to every limit, for machines that are emulated. Prints a table and `N checks, M failed`.
"""

import argparse
import datetime
import json
import sys

TELL_SECS = 3.0
RECOVER_SECS = 5.0
WELL = "streaming"


def read_deeds(path):
    deeds = []
    for line in open(path):
        time, states, words = line.rstrip("\n").split(" ", 2)
        before = deeds[-1]["states"] if deeds else [WELL]
        states = before if states == "=" else states.split("|")
        deeds.append({"at": float(time), "states": states, "words": words})
    return deeds


def read_log(path):
    """The camera's states and the times of the verdicts. A line that was cut off at the end is left out."""
    states, verdicts = [], []
    for line in open(path):
        if not line.endswith("\n") or not line.startswith("{"):
            continue
        entry = json.loads(line)
        if "time" not in entry:
            continue
        at = datetime.datetime.fromisoformat(entry["time"].replace("Z", "+00:00")).timestamp()
        if entry["type"] == "camera":
            states.append((at, entry["state"]))
        elif entry["type"] == "posture":
            verdicts.append(at)
    return states, verdicts


class Checks:
    def __init__(self):
        self.count = self.failed = 0

    def check(self, holds, what):
        self.count += 1
        if not holds:
            self.failed += 1
            print(f"FAILED: {what}")


def judge(deeds, states, verdicts, slack_secs, min_outage_secs):
    """Goes through the deeds; gives the seconds that every one of them took to be told, and to a verdict."""
    checks = Checks()
    table = []
    for number, deed in enumerate(deeds):
        begin, right, words = deed["at"], deed["states"], deed["words"]
        end = deeds[number + 1]["at"] if number + 1 < len(deeds) else float("inf")
        before = deeds[number - 1]["states"] if number else ["opening"]
        told_before = [state for at, state in states if at < begin]
        in_force = told_before[-1] if told_before else "opening"
        within = [(at, state) for at, state in states if begin <= at < end]
        name = f"{words} (at {begin - deeds[0]['at']:.1f} s)"

        well = WELL in right
        limit_secs = (RECOVER_SECS if well else TELL_SECS) + slack_secs
        told = 0 if in_force in right else next((n for n, (_, state) in enumerate(within) if state in right), None)
        told_at = None if told is None else begin if in_force in right else within[told][0]
        too_short = end - begin < max(limit_secs, min_outage_secs)
        if told_at is None:
            checks.check(too_short, f"{name}: {'|'.join(right)} was never told")
        else:
            checks.check(told_at - begin <= limit_secs, f"{name}: told after {told_at - begin:.1f} s")
            after = [state for _, state in within[told:] if state not in right]
            checks.check(not after, f"{name}: then told {after} without a reason")
        foreign = [state for _, state in within[:told] if state not in before and state != "opening"]
        checks.check(not foreign, f"{name}: told {foreign} first")

        verdict_secs = None
        if well and in_force not in right:
            verdict_at = next((at for at in verdicts if begin <= at < end), None)
            verdict_secs = verdict_at and verdict_at - begin
            if verdict_at is None:
                checks.check(too_short, f"{name}: no verdict")
            else:
                checks.check(verdict_secs <= limit_secs, f"{name}: a verdict after {verdict_secs:.1f} s")
        elif not well and told_at is not None:
            blind = [at for at in verdicts if told_at < at < end]
            checks.check(not blind, f"{name}: {len(blind)} verdicts without a picture")
        table.append((words, "|".join(right), told_at and told_at - begin, verdict_secs))
    return checks, table


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deeds")
    parser.add_argument("log")
    parser.add_argument("--slack", type=float, default=0.0)
    parser.add_argument("--min-outage", type=float, default=4.0)
    options = parser.parse_args()
    deeds = read_deeds(options.deeds)
    states, verdicts = read_log(options.log)
    checks, table = judge(deeds, states, verdicts, options.slack, options.min_outage)
    checks.check(deeds and states, "nothing was done, or nothing was told")
    secs = lambda value: "-" if value is None else f"{value:.1f} s"
    for words, right, told_secs, verdict_secs in table:
        print(f"  {words:44} {right:24} told {secs(told_secs):>6}  verdict {secs(verdict_secs):>6}")
    print(f"{checks.count} checks, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
