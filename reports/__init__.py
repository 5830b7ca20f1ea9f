"""A scenario as a document to hand over: HTML, PDF, PPTX, XLSX, CSV.

`content.report` says what a report holds, once for all formats; one module a format writes it.
Made from a request, never from the screen: page, Python and command line give the same numbers.
"""
