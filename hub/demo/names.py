"""Invented names. Any likeness with a real person or body is chance."""

from __future__ import annotations

import random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
GIVEN = [
    "一鸣", "子涵", "文博", "晓彤", "海宁", "若琳", "景行", "思远", "雨桐", "志清", "云舒", "明哲", "静姝", "承泽", "佳音",
    "维桢", "怀瑾", "令仪", "秉文", "疏影", "知行", "望舒", "以恒", "清越", "德音", "时雨", "嘉树", "修远", "南星", "青禾",
]  # fmt: skip
ORGANISATIONS = [
    ("城市更新局", "Urban Renewal Bureau"), ("住房建设局", "Housing and Construction Bureau"),
    ("交通运输局", "Transport Bureau"), ("水务局", "Water Bureau"), ("教育局", "Education Bureau"),
    ("卫生健康委", "Health Commission"), ("农业农村局", "Agriculture Bureau"), ("文体旅游局", "Culture and Tourism Bureau"),
    ("生态环境局", "Environment Bureau"), ("应急管理局", "Emergency Bureau"), ("市场监管局", "Market Regulation Bureau"),
    ("规划资源局", "Planning Bureau"), ("港务集团", "Port Group"), ("地铁集团", "Metro Group"), ("水务集团", "Water Group"),
    ("公交集团", "Bus Group"), ("第一医院", "First Hospital"), ("职业学院", "Vocational College"),
    ("开发区管委会", "Development Zone Authority"), ("粮食储备公司", "Grain Reserve Company"),
]  # fmt: skip
PARTNERS = [
    ("审计局", "Audit Bureau"), ("财政局", "Finance Bureau"), ("公安局", "Police"), ("检察院", "Procuratorate"),
    ("法院", "Court"), ("信访局", "Letters and Calls Bureau"), ("税务局", "Tax Bureau"), ("统计局", "Statistics Bureau"),
]  # fmt: skip
DISTRICTS = [
    ("青川区", "Qingchuan"), ("白塔区", "Baita"), ("云栖区", "Yunqi"), ("东港区", "Donggang"), ("南山湖区", "Nanshanhu"),
    ("西岭区", "Xiling"), ("北望区", "Beiwang"), ("长桥区", "Changqiao"), ("清溪新区", "Qingxi"),
]  # fmt: skip
CITY, CITY_EN = "云海市", "Yunhai"


def people_names(seed: int, count: int) -> list[str]:
    """That many different invented names, always the same for the same seed."""
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    random.Random(seed).shuffle(names)
    return names[:count]
