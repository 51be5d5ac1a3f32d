"""Sentences with responsible units, and with bodies that are none, from the project's own word tables.

Every sentence is drawn with a fixed seed, so that a training run can be repeated.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from planparse.lexicon import load

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
NAMES = load("planparse.extract", "agencies")
VERBS = [v for v in load("planparse.extract", "actions").forms if 2 <= len(v) <= 3]
SLOT = re.compile(r"\{(\w)\}")


class Sentence(NamedTuple):
    """A sentence and the stretches of it that name who is to act."""

    text: str
    spans: tuple[tuple[int, int], ...]


# A names who acts, B a body that does not; O opener, V verb, T what it is done to, P purpose, N a word that ends like a name,
# G what people and things there are, L a level, K a thing of a list, W a place, C a number.
ACTING = [
    "{A}{O}{V}{T}。", "{A}{O}{V}{T},{P}。", "{P},{A}{O}{V}{T}。", "{A}、{A}{O}{V}{T}。", "{A}和{A}{O}{V}{T}。", "{A}、{A}、{A}{O}{V}{T}。",
    "由{A}{V}{T}。", "{T}由{A}{V}。", "{A}联合{A}{V}{T}。", "与{A}联合{V}{T}。", "组织{A}{V}{T}。", "督促{A}{V}{T}。", "由{A}牵头,{A}配合,{V}{T}。",
    "{A}{V}{T},{A}{V}{T}。", "一是{P}。{A}{O}{V}{T}。", "对{T},{A}{O}{V}到位。",
    "由{A}在{W}{V}{T}。", "{T}由{A}在全{L}率先{V}。", "{A}与{A}共同{V}{T}。", "{A}与{A}{V}{T}。", "{P},{A}将围绕{K}、{K}{V}{T}。", "委托{A}{V}{T}。",
    "{W}的{T}由{A}{O}{V}。", "联合{A}、{A}{V}{T}。", "{A}会同{A}{O}{V}{T}。", "坚持{K}、{K},{A}{O}{V}{T}。",
]  # fmt: skip
IDLE = [
    "按照{B}要求,{V}{T}。", "根据{B}部署,{P}。", "向{B}申报{T}。", "接受{B}检查,{P}。", "学习{B}经验,{V}{T}。", "{V}{B}{T}。", "{V}{B}建设,{P}。",
    "{B}荣获先进集体称号。", "{B}通过验收。", "推进{B}改革,{P}。", "争取{B}支持{T}。", "{V}{T},{P}。", "{P},{V}{T}。", "{N}不断优化,{P}。",
    "{P},{N}进一步拓展。", "{B}网站{V}{T}。", "在{B}的指导下,{V}{T}。", "{T}{V}完成,{P}。", "被{B}评为示范单位。", "{P}。{V}{T}。",
    "{T}{O}{V}到位。", "全{L}{T}已{V},{P}。", "{G}将{V}{T}。", "{G}要{V},{P}。", "{G}{O}{V},{T}{V}。", "{P},{G}进一步{V}。", "由{G}向{T}转变。", "我们要{P},{V}{T}。",
    "{G}先后{V}。", "组织{G}{V}{T}。", "今年{L}里将{V}{T}。", "联合{V}{T}。", "{V}由{G}{V}{T}。", "必须{P},认真{V}{T}。", "工作中要{P}。", "{B}{T}要{V}。",
    "{K}、{K}、{K}{O}{V}。", "{P},推动{K}、{K}、{K}协调发展。", "{V}{K}、{K}和{K},{P}。", "以{K}、{K}为重点,{V}{T}。", "坚持{K}与{K}并重,{P}。",
    "把{K}与{K}结合起来,{P}。", "{K}由{C}增加到{C}。", "{K}由每月{C}提高到{C}。", "{K}、{K}分别{V}{C}。", "{K}与{B}{K}挂钩。", "将{K}纳入{B}考核。",
    "{K}实现{C},{K}比上年增长{C}。", "由于{K}{V}不够,{P}。", "{V}与{K}相适应的{K}。", "{K}、{K}等方面{O}{P}。", "{G}的{K}将进一步{V}。",
    "加强{K}与{K}联动。", "促进{K}之间的联合,{V}{K}。", "{W}、{W}等{C}{V}{T}。", "围绕{K},{K}{O}{V}。", "吸引{G}参与{K}{V}。", "{K}要{P}。", "{K}{O}{V}{T}。",
    "全{L}{K}工作要{P}。", "{P}的全{L}{K}要{V}{T}。", "{K}由全{L}第{C}前移到第{C}。", "各级主要领导{O}{V}{T}。", "全{L}{G}{O}{V}{T}。", "组织召开{K}会,各级{G}{V}{T}。",
]  # fmt: skip


class Maker:
    """Draws names, then sentences around them."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def some(self, words: list[str] | tuple[str, ...]) -> str:
        return self.draw.choice(words)

    def name(self) -> str:
        return self.draw.choices([self.bureau, self.section, self.firm, self.school, self.crew, self.group], [3, 3, 4, 2, 3, 2])[0]()

    def bureau(self) -> str:
        where = self.some(["", self.some(WORDS["places"])]) + self.some(WORDS["levels"])
        return where + self.some(NAMES.forms_of("subject")) + self.some(["局", "委", "办", "中心", "服务中心", "站", "所", "支队", "大队", "局", "局"])

    def section(self) -> str:
        more = self.some(["", "", self.some(NAMES.forms_of("subject"))])
        return more + self.some(NAMES.forms_of("subject")) + self.some(["科", "股", "处", "室", "部", "办", "组"])

    def firm(self) -> str:
        where = self.some(["", self.some(WORDS["places"]), self.some(WORDS["places"]) + self.some(WORDS["levels"][:4])])
        brand = self.some([self.some(WORDS["brands"]), self.coined()])
        return where + brand + self.some(["", self.some(WORDS["trades"])]) + self.some(["", *WORDS["forms"]])

    def school(self) -> str:
        kind = self.some(["小学", "中学", "医院", "幼儿园", "职业学院", "卫生院", "党支部", "村委会", "社区", "村", "敬老院", "图书馆"])
        return self.some(WORDS["places"]) + self.some(["", "第一", "第二", "中心", "实验"]) + kind

    def coined(self) -> str:
        """A brand nobody has: the model shall learn places, not words."""
        return "".join(self.draw.sample(WORDS["characters"], 2))

    def crew(self) -> str:
        """A body that was made for a purpose: 青年突击队."""
        return self.some(["", self.some(WORDS["levels"]), self.coined()]) + self.some(WORDS["people"]) + self.some(WORDS["crews"])

    def group(self) -> str:
        return self.some(WORDS["groups"])

    def thing(self) -> str:
        return self.some(["", "", self.some(NAMES.forms_of("subject"))]) + self.some(WORDS["objects"] + WORDS["topics"])

    def word(self, slot: str) -> str:
        return {
            "A": self.name, "B": self.name, "O": lambda: self.some(WORDS["openers"]), "V": lambda: self.some(VERBS),
            "T": lambda: self.some(WORDS["objects"]) + self.some(WORDS["tails"]), "P": lambda: self.some(WORDS["aims"]),
            "G": lambda: self.some(WORDS["things"]), "L": lambda: self.some(["省", "市", "县", "区"]),
            "N": lambda: self.some(NAMES.forms_of("no_name")), "K": self.thing, "W": lambda: self.some(WORDS["places"]) + self.some(WORDS["levels"]),
            "C": lambda: self.some(WORDS["numbers"]) + self.some(WORDS["counters"]),
        }[slot]()  # fmt: skip

    def sentence(self) -> Sentence:
        """One sentence; one in two names nobody who acts."""
        template = self.some(ACTING if self.draw.random() < 0.5 else IDLE)
        text, spans, position = "", [], 0
        for slot in SLOT.finditer(template):
            text += template[position : slot.start()]
            words = self.word(slot[1])
            if slot[1] == "A":
                spans.append((len(text), len(text) + len(words)))
            text, position = text + words, slot.end()
        return Sentence(text + template[position:], tuple(spans))


SEED = 20260101


def sentences(count: int, seed: int = SEED) -> list[Sentence]:
    """So many sentences, the same for the same seed."""
    maker = Maker(seed)
    return [maker.sentence() for _ in range(count)]
