"""How English, Chinese and Russian are cut: sentences, terms, look-up keys, grammar words, sounds."""
