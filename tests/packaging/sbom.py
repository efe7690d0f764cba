# SPDX-License-Identifier: MIT
"""sbom.py SCHEMAS SBOM: the file is as CycloneDX's schema of its version says, of which SCHEMAS has copies."""
import json
import pathlib
import sys

import jsonschema

schemas, sbom = map(pathlib.Path, sys.argv[1:])
contents = json.loads(sbom.read_text())
# Nothing is fetched: each schema names the others by this address.
known = {f"http://cyclonedx.org/schema/{path.name}": json.loads(path.read_text()) for path in schemas.glob("*.schema.json")}
whole = known[f"http://cyclonedx.org/schema/bom-{contents['specVersion']}.SNAPSHOT.schema.json"]
validator = jsonschema.Draft7Validator(whole, resolver=jsonschema.RefResolver(whole["$id"], whole, known))
faults = [f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in validator.iter_errors(contents)]
if faults:
    sys.exit("\n".join(faults))
