"""Invented texts in three languages; each says that it is synthetic."""

from __future__ import annotations

from random import Random

from tendik_web.records.text import Text

MARK = {"kk": "Жасанды", "ru": "Синтетическая запись", "en": "Synthetic"}
WHAT = (
    ("әйелдердің шешім қабылдауға қатысуы", "участие женщин в принятии решений", "women in decision-making"),
    ("тең еңбекке тең ақы", "равная оплата за равный труд", "equal pay for equal work"),
    (
        "тұрмыстық зорлық-зомбылықтың алдын алу",
        "предупреждение бытового насилия",
        "preventing domestic violence",
    ),
    ("ауыл әйелдерінің кәсіпкерлігі", "предпринимательство сельских женщин", "rural women's business"),
    ("қыздардың мектептегі білімі", "школьное образование девочек", "girls at school"),
    (
        "мүгедектігі бар әйелдердің құқықтары",
        "права женщин с инвалидностью",
        "rights of women with disabilities",
    ),
    ("жастардың саясатқа қатысуы", "участие молодёжи в политике", "youth in politics"),
    ("ақысыз үй жұмысының есебі", "учёт неоплачиваемого домашнего труда", "counting unpaid care"),
    ("ана денсаулығы", "здоровье матери", "maternal health"),
    ("гендерлік бюджеттеу", "гендерное бюджетирование", "gender budgeting"),
)
HOW = (
    ("арттыру", "расширить", "extend"),
    ("есебін жариялау", "опубликовать отчёт", "publish a report on"),
    ("жоспарын бекіту", "утвердить план", "approve a plan on"),
    ("заңын қайта қарау", "пересмотреть закон", "review the law on"),
    ("қаржыландыруды көбейту", "увеличить финансирование", "raise the funds for"),
)


def title(random: Random, what: str, number: int) -> Text:
    """A title such as “Synthetic commitment 12: review the law on maternal health”."""
    topic, verb = random.choice(WHAT), random.choice(HOW)
    texts = {
        "kk": f"{MARK['kk']} {what} {number}: {topic[0]}, {verb[0]}",
        "ru": f"{MARK['ru']} {what} {number}: {verb[1]}, {topic[1]}",
        "en": f"{MARK['en']} {what} {number}: {verb[2]} {topic[2]}",
    }
    if random.random() < 0.2:
        del texts[random.choice(("ru", "en"))]
    return {"original": "kk"} | {
        language: {"text": text, "kind": "unofficial"} for language, text in texts.items()
    }
