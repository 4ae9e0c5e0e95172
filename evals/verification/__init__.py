"""How often verification is right, and the weights by which it adds up its measures.

`rows` makes the rows it is measured on, `measuring` checks them, `figures` counts, `plot` and `page` show it;
`weights` fits verification to development rows, with more of them from `beside` and `parallel`;
`checking_time` says what a check costs.
"""
