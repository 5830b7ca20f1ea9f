"""Worked example: do the source's own figures add up?"""

import streamlit as st

from answers import worked_example as answer
from answers.cards import Card
from charts.worked_example import price_after_orders
from ui.frame.page import cards, text_page
from ui.understand.example import draw_stage, every_figure, stepper
from wording import Words


def body(words: Words) -> None:
    words = words.in_yuan
    st.markdown(answer.verdict(words))
    stage = stepper(words)
    draw_stage(stage, words)
    if stage == "prices":
        cards(Card(
            words("Price after each order"),
            words("The price grows as the number of orders to the power 0.3: to double it, about "
                  "ten times as many orders are needed. Both axes are logarithmic. It says "
                  "nothing about who can sell at that price."),
            price_after_orders(answer.published(), words), "published-prices",
        ))
    every_figure(words)


text_page(answer.question, body)
