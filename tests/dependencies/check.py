#!/usr/bin/env python3
"""usage: check.py [--sbom FILE]

Holds what the program is built from against deny.toml: every licence is one of those that it allows, and every package comes from
crates.io with a checksum in Cargo.lock. With --sbom, also writes the list of it as CycloneDX, in JSON.

The same file is for cargo-deny, which besides knows the advisories: `cargo deny check`.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from license_expression import get_spdx_licensing
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[2]
CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"


def cargo_metadata(manifest):
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--all-features", "--manifest-path", manifest]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def checksums(manifest):
    lock = tomllib.loads(manifest.with_name("Cargo.lock").read_text())
    return {(package["name"], package["version"]): package.get("checksum") for package in lock["package"]}


def expression(package):
    """The licence as SPDX has it; Cargo once took "/" for "OR"."""
    return (package["license"] or "").replace("/", " OR ")


def is_allowed(term, allowed, licensing):
    """Whether a licence, or enough of an expression of several, is among those that are allowed."""
    if isinstance(term, licensing.OR):
        return any(is_allowed(part, allowed, licensing) for part in term.args)
    if isinstance(term, licensing.AND):
        return all(is_allowed(part, allowed, licensing) for part in term.args)
    return term.render() in allowed


def faults(packages, sums, allowed):
    licensing = get_spdx_licensing()
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if package["source"] is None:
            continue
        if package["source"] != CRATES_IO:
            yield f"{name} comes from {package['source']}"
        elif not sums.get((package["name"], package["version"])):
            yield f"{name} has no checksum in Cargo.lock"
        try:
            term = licensing.parse(expression(package), validate=True)
        except Exception as error:
            yield f"{name}: its licence “{package['license']}” cannot be read: {error}"
            continue
        if term is None or not is_allowed(term, allowed, licensing):
            yield f"{name} is under “{package['license']}”, which deny.toml does not allow"


def linked(metadata):
    """The packages that end up in the program: not those for its tests, nor those that only build it."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found, todo = set(), [metadata["resolve"]["root"]]
    while todo:
        package = todo.pop()
        if package in found:
            continue
        found.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    return found


def component(package, sums):
    checksum = sums.get((package["name"], package["version"]))
    return Component(
        bom_ref=f"{package['name']}@{package['version']}",
        name=package["name"],
        version=package["version"],
        type=ComponentType.LIBRARY if package["source"] else ComponentType.APPLICATION,
        purl=PackageURL("cargo", name=package["name"], version=package["version"]),
        licenses=[LicenseExpression(expression(package))] if package["license"] else [],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=checksum)] if checksum else [],
    )


def write_sbom(metadata, sums, file):
    inside = linked(metadata)
    packages = sorted((package for package in metadata["packages"] if package["id"] in inside), key=lambda p: p["name"])
    parts = {package["id"]: component(package, sums) for package in packages}
    root = metadata["resolve"]["root"]
    bom = Bom(components=[part for id, part in parts.items() if id != root])
    bom.metadata.component = parts[root]
    for node in metadata["resolve"]["nodes"]:
        if node["id"] in inside:
            bom.register_dependency(parts[node["id"]], [parts[id] for id in node["dependencies"] if id in inside])
    file.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n")
    return len(parts) - 1


def main(args):
    allowed = set(tomllib.loads((ROOT / "deny.toml").read_text())["licenses"]["allow"])
    found, count = [], 0
    for manifest in [ROOT / "Cargo.toml", ROOT / "fuzz" / "Cargo.toml"]:
        metadata, sums = cargo_metadata(manifest), checksums(manifest)
        count += len(metadata["packages"])
        found += faults(metadata["packages"], sums, allowed)
        if manifest.parent == ROOT and args[:1] == ["--sbom"]:
            parts = write_sbom(metadata, sums, Path(args[1]))
            print(f"{args[1]}: {parts} packages are in the program")
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"dependencies: {count} packages, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
