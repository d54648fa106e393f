"""What the demo merchants sell. Not random: ids, names and barcodes are the same in every demo."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of goods, the variants that it is listed in, and the packs of each."""

    name: str
    variants: tuple[str, ...]
    packs: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    external_id: str
    name: str
    # (external id, name, barcode) of each pack.
    packs: tuple[tuple[str, str, str], ...]


FOOD_BRANDS = ("禾小町", "山野集", "鲸选", "北纬三十", "馋味记")
FOOD = (
    Kind("夹心曲奇", ("抹茶味", "海盐焦糖味", "黑巧克力味"), ("120g", "120g*3盒")),
    Kind("小熊饼干", ("牛奶味", "草莓味"), ("37g*10盒",)),
    Kind("山楂条", ("原味", "桑葚味"), ("250g", "250g*2袋")),
    Kind("混合坚果", ("每日装", "无盐", "蜂蜜味"), ("25g*30包", "500g 罐装")),
    Kind("冻干草莓脆", ("原味", "酸奶味"), ("30g*5袋",)),
    Kind("挂耳咖啡", ("深度烘焙", "中度烘焙", "低因"), ("10g*10包", "10g*30包")),
    Kind("乌龙茶", ("蜜桃味", "桂花味", "高山"), ("3g*15包", "150g 罐装")),
    Kind("螺蛳粉", ("原味", "加辣"), ("300g*3包", "300g*10包")),
    Kind("即食海苔", ("原味", "芝麻夹心"), ("40g", "40g*6罐")),
    Kind("婴幼儿米粉", ("原味", "南瓜味"), ("225g",)),
    Kind("蜂蜜", ("百花", "洋槐", "椴树"), ("250g", "500g")),
    Kind("奶酪棒", ("原味", "水果味"), ("100g*5支",)),
    Kind("燕麦片", ("即食", "水果烘焙"), ("400g", "1kg")),
    Kind("牛肉干", ("五香味", "香辣味"), ("60g", "60g*4袋")),
)

BEAUTY_BRANDS = ("澜汐", "素语", "花间社", "微光", "一日一物")
BEAUTY = (
    Kind("保湿面膜", ("玻尿酸", "积雪草", "胶原蛋白"), ("25ml*5片", "25ml*10片")),
    Kind("防晒霜", ("清爽型", "滋润型"), ("50ml", "50ml*2支")),
    Kind("洗面奶", ("氨基酸", "控油"), ("120ml",)),
    Kind("口红", ("豆沙色", "正红色", "奶茶色"), ("3.5g",)),
    Kind("香氛沐浴露", ("白茶", "樱花", "雪松"), ("500ml", "500ml*2瓶")),
    Kind("护发精油", ("柔顺", "修护"), ("100ml",)),
    Kind("电动牙刷", ("樱花粉", "雾霾蓝"), ("单支装", "双支装")),
    Kind("便携榨汁杯", ("白色", "绿色"), ("300ml",)),
    Kind("折叠电吹风", ("珍珠白", "深空灰"), ("单机", "旅行套装")),
    Kind("保温杯", ("樱花粉", "雾霾蓝", "墨绿"), ("350ml", "500ml")),
    Kind("无线充电器", ("单座", "三合一"), ("15W",)),
    Kind("蓝牙耳机", ("白色", "黑色"), ("标准版", "降噪版")),
    Kind("迷你加湿器", ("奶白", "浅灰"), ("200ml",)),
    Kind("真丝眼罩", ("素色", "刺绣"), ("单只", "礼盒装")),
)


def listings(shelf: int, brands: tuple[str, ...], kinds: tuple[Kind, ...]) -> Iterator[Listing]:
    """One listing of each kind and brand. `shelf` keeps the ids and barcodes of two merchants apart."""
    item = 0
    for row, kind in enumerate(kinds):
        for column, brand in enumerate(brands):
            number = row * len(brands) + column + 1
            name = f"{brand} {kind.variants[(row + column) % len(kind.variants)]}{kind.name}"
            packs = []
            for pack in kind.packs:
                item += 1
                packs.append((f"G{shelf}{item:05}", f"{name} {pack}", ean13(f"69{shelf}{item * 7_654_321 % 10**9:09}")))
            yield Listing(f"P{shelf}{number:05}", name, tuple(packs))


def ean13(digits: str) -> str:
    """Twelve digits and their check digit."""
    weighted = sum(int(digit) * (3 if position % 2 else 1) for position, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"
