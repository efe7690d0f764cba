# SPDX-License-Identifier: MIT
"""undocumented.py XML_DIR: the names without documentation that Doxygen 1.9.4 keeps quiet about:
namespaces, empty classes, constructors without arguments, values of enumerations."""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def is_documented(element):
    return any("".join(element.find(kind).itertext()).strip()
               for kind in ("briefdescription", "detaileddescription"))


def quiet_names(compound):
    name = compound.findtext("compoundname")
    if compound.get("kind") in ("namespace", "class", "struct", "union"):
        yield name, compound
    for member in compound.iter("memberdef"):
        if member.findtext("name").lstrip("~") == name.split("::")[-1]:
            yield f"{name}::{member.findtext('name')}", member
        for value in member.iter("enumvalue"):
            yield value.findtext("name"), value


found = [name for file in sorted(pathlib.Path(sys.argv[1]).glob("*.xml"))
         for compound in ElementTree.parse(file).iter("compounddef")
         for name, element in quiet_names(compound)
         if element.get("prot") != "private" and not is_documented(element)]
for name in found:
    print(f"Member {name} is not documented.")
sys.exit(bool(found))
