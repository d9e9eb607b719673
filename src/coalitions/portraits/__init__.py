"""What a country page shows: one country (or the European Union) by every question of the book.

`portrait` holds the numbers for sentences, `cards` the tables, and `coalitions.figures.portrait_*`
the figures. Each asks the same question in the same way of every country, so that pages can be read
against each other, and says so plainly where the data hold nothing.
"""
