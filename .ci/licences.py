#!/usr/bin/env python3
"""Holds every crate of the locked tree to the licences and sources `.deny.toml` allows.

Reads `cargo metadata` on standard input. Leaves with 1 when a crate is not allowed.
"""

import json
import re
import sys
import tomllib

TOKEN = re.compile(r"[()]|[A-Za-z0-9.+-]+")


def allowed(expression, licences):
    """Whether an SPDX expression can be met with the given licences (SPDX 2.3, annex D)."""
    # Crates published before SPDX expressions write `MIT/Apache-2.0` for a choice.
    tokens = TOKEN.findall(expression.replace("/", " OR "))
    position = 0

    def take(expected):
        nonlocal position
        found = position < len(tokens) and tokens[position] == expected
        position += found
        return found

    def one():
        nonlocal position
        if take("("):
            met = any_of()
            if not take(")"):
                raise ValueError(f"unbalanced: {expression}")
            return met
        if position >= len(tokens) or tokens[position] in ("AND", "OR", "WITH", ")"):
            raise ValueError(f"not an SPDX expression: {expression}")
        licence = tokens[position]
        position += 1
        if take("WITH"):
            licence = f"{licence} WITH {tokens[position]}"
            position += 1
        return licence in licences

    def all_of():
        met = one()
        while take("AND"):
            met = one() and met
        return met

    def any_of():
        met = all_of()
        while take("OR"):
            met = all_of() or met
        return met

    met = any_of()
    if position != len(tokens):
        raise ValueError(f"not an SPDX expression: {expression}")
    return met


def problems(packages, licences, exceptions):
    for package in packages:
        name = f"{package['name']} {package['version']}"
        source = package["source"]
        # Our own crate has no source.
        if source and not (source.startswith("registry+") and source.endswith("crates.io-index")):
            yield f"{name}: comes from {source}, not from crates.io"
        licence = package["license"]
        if not licence:
            yield f"{name}: states no licence"
            continue
        try:
            if not allowed(licence, licences | exceptions.get(package["name"], set())):
                yield f"{name}: {licence} is not allowed"
        except (ValueError, IndexError):
            yield f"{name}: {licence!r} is not an SPDX expression"


def main():
    with open(".deny.toml", "rb") as file:
        rules = tomllib.load(file)["licenses"]
    licences = set(rules["allow"])
    exceptions = {rule["crate"]: set(rule["allow"]) for rule in rules["exceptions"]}
    packages = json.load(sys.stdin)["packages"]
    found = list(problems(packages, licences, exceptions))
    for problem in found:
        print(problem)
    print(f"{len(packages)} crates, {len(found)} not allowed")
    return 1 if found or len(packages) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
