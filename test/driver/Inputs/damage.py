#!/usr/bin/env python3
"""Damages all entries of a cache: cuts some, changes a byte in the others."""
import os
import sys

for number, name in enumerate(sorted(os.listdir(sys.argv[1]))):
    path = os.path.join(sys.argv[1], name)
    with open(path, "rb") as stream:
        data = stream.read()
    if number % 2:
        data = data[:len(data) // 2]
    else:
        data = data[:-20] + bytes([data[-20] ^ 1] if data else []) + data[-19:]
    with open(path, "wb") as stream:
        stream.write(data)
