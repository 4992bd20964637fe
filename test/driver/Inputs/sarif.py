#!/usr/bin/env python3
"""Prints what a SARIF file of leash says, one line for each thing."""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as stream:
    document = json.load(stream)
assert document["version"] == "2.1.0"
for run in document["runs"]:
    driver = run["tool"]["driver"]
    print("tool", driver["name"], driver["version"])
    for rule in driver["rules"]:
        print("rule", rule["id"], rule["name"], "help" if rule["help"]["text"] else "",
              "markdown" if rule["help"]["markdown"] else "", rule["helpUri"])
    for invocation in run["invocations"]:
        print("successful", invocation["executionSuccessful"],
              *(n["message"]["text"] for n in invocation.get("toolExecutionNotifications", [])))
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        print("result", result["ruleId"], result["level"], result["message"]["text"])
        for location in result["locations"]:
            place = location["physicalLocation"]
            print("at", place["artifactLocation"]["uri"],
                  f'{place["region"]["startLine"]}:{place["region"]["startColumn"]}',
                  "in", *(logical["fullyQualifiedName"] for logical in location["logicalLocations"]))
        for related in result["relatedLocations"]:
            print("related", related["id"], related["message"]["text"])
        for flow in result["codeFlows"]:
            for thread in flow["threadFlows"]:
                for step in thread["locations"]:
                    print("flow", step["location"]["message"]["text"])
        for value in result["partialFingerprints"].values():
            print("fingerprint", value)
        for suppression in result.get("suppressions", []):
            print("suppressed", suppression["kind"], suppression.get("justification", ""))
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                print("fix", change["artifactLocation"]["uri"], json.dumps(change["replacements"]))
