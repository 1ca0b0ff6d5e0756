"""Reads the sheet "All data" of one workbook with one library, and prints what it cost.

python3 read.py LIBRARY WORKBOOK; exit code 3 when the library is not installed.
"""

import json
import resource
import sys


def pandas_openpyxl(path, sheet):
    import pandas

    return len(pandas.read_excel(path, sheet_name=sheet, engine="openpyxl"))


def openpyxl_read_only(path, sheet):
    import openpyxl

    rows = openpyxl.load_workbook(path, read_only=True)[sheet].iter_rows(values_only=True)
    return sum(1 for _ in rows) - 1


def pandas_calamine(path, sheet):
    import pandas
    import python_calamine  # noqa: F401

    return len(pandas.read_excel(path, sheet_name=sheet, engine="calamine"))


def calamine(path, sheet):
    import python_calamine

    return len(python_calamine.load_workbook(path).get_sheet_by_name(sheet).to_python()) - 1


def polars_calamine(path, sheet):
    import fastexcel  # noqa: F401
    import polars

    return len(polars.read_excel(path, sheet_name=sheet, engine="calamine"))


if __name__ == "__main__":
    library, path, sheet = sys.argv[1:4]
    try:
        rows = globals()[library](path, sheet)
    except ImportError as missing:
        print(missing, file=sys.stderr)
        sys.exit(3)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = usage.ru_maxrss if sys.platform != "darwin" else usage.ru_maxrss // 1024
    print(json.dumps({"rows": rows, "peakKiB": peak, "cpuSeconds": usage.ru_utime + usage.ru_stime}))
