"""Guessing who wrote a text: texts made blind, and scores for how sure a guess was. No widget here."""
