"""The claims of the two documents from which the book set out, each decided by the tables.

A claim that the data can test has one function in one of these modules. The function takes the
claim apart and looks each part up; `verdict` then follows by one rule, the same for all claims.
"""
