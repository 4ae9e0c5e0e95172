"""What a made-up catalogue entry may say, in the entry's English and as a question puts it.

Written by hand in each language: everyday words of ornament, animals, plants, places, trades and
damage, most of them in no vocabulary of a museum. Russian has each fact in the case that the question
templates need: the kind of object in the nominative, a town in the prepositional with its preposition,
damage in the instrumental with its own, all others in the genitive.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of an object: `record` as the entry has it, the others as questions have it."""

    slot: str
    record: str
    en: str
    zh: str
    ru: str


def _facts(slot: str, rows: str) -> tuple[Fact, ...]:
    """One fact a line: record | en | zh | ru; a question's English left empty is the record's."""
    split = [[part.strip() for part in row.split("|")] for row in rows.strip().splitlines()]
    return tuple(Fact(slot, record, en or record, zh, ru) for record, en, zh, ru in split)


KINDS = _facts(
    "kind",
    """
Coffee pot | coffee pot | 咖啡壶 | кофейник
Teapot | teapot | 茶壶 | чайник для заварки
Tankard | tankard | 带盖大酒杯 | кружка с крышкой
Sugar bowl | sugar bowl | 糖罐 | сахарница
Candlestick | candlestick | 烛台 | подсвечник
Salt cellar | salt cellar | 盐罐 | солонка
Mustard pot | mustard pot | 芥末罐 | горчичница
Inkstand | inkstand | 墨水台 | чернильный прибор
Jewel casket | jewel box | 首饰匣 | ларец для украшений
Tureen | soup tureen | 汤盆 | супница
Sauce boat | sauce boat | 调味汁壶 | соусник
Tobacco jar | tobacco jar | 烟草罐 | банка для табака
Perfume bottle | scent bottle | 香水瓶 | флакон для духов
Sewing box | sewing box | 针线盒 | шкатулка для рукоделия
Hand bell | hand bell | 手铃 | ручной колокольчик
Fruit basket | fruit basket | 果篮 | корзина для фруктов
Butter dish | butter dish | 黄油碟 | маслёнка
Milk jug | milk jug | 奶壶 | молочник
Wine cooler | wine cooler | 冰酒桶 | ведёрко для охлаждения вина
Watch stand | watch stand | 怀表架 | подставка для часов
""",
)
# Creatures, plants and things: on the body as ornament, on the lid as its knob, in the metal as a mark.
FIGURES = _facts(
    "figure",
    """
squirrel | | 松鼠 | белки
hedgehog | | 刺猬 | ежа
owl | | 猫头鹰 | совы
heron | | 苍鹭 | цапли
swallow | | 燕子 | ласточки
rooster | | 公鸡 | петуха
snail | | 蜗牛 | улитки
beetle | | 甲虫 | жука
bee | | 蜜蜂 | пчелы
dragonfly | | 蜻蜓 | стрекозы
frog | | 青蛙 | лягушки
lizard | | 蜥蜴 | ящерицы
crab | | 螃蟹 | краба
lobster | | 龙虾 | омара
dolphin | | 海豚 | дельфина
seahorse | | 海马 | морского конька
fox | | 狐狸 | лисы
hare | | 野兔 | зайца
wild boar | | 野猪 | кабана
bear | | 熊 | медведя
camel | | 骆驼 | верблюда
monkey | | 猴子 | обезьяны
parrot | | 鹦鹉 | попугая
swan | | 天鹅 | лебедя
goat | | 山羊 | козла
greyhound | | 灵缇犬 | борзой
pineapple | | 菠萝 | ананаса
pear | | 梨 | груши
artichoke | | 洋蓟 | артишока
acorn | | 橡子 | жёлудя
pine cone | | 松果 | сосновой шишки
mushroom | | 蘑菇 | гриба
thistle | | 蓟花 | чертополоха
sunflower | | 向日葵 | подсолнуха
tulip | | 郁金香 | тюльпана
ivy | | 常春藤 | плюща
oak leaf | | 橡树叶 | дубового листа
strawberry | | 草莓 | земляники
ear of wheat | | 麦穗 | пшеничного колоса
water lily | | 睡莲 | кувшинки
walnut | | 核桃 | грецкого ореха
cabbage | | 卷心菜 | капусты
anchor | | 船锚 | якоря
key | | 钥匙 | ключа
windmill | | 风车 | ветряной мельницы
horseshoe | | 马蹄铁 | подковы
drum | | 鼓 | барабана
beehive | | 蜂箱 | улья
ladder | | 梯子 | лестницы
cooking pot | | 铁锅 | котелка
""",
)
SCENES = _facts(
    "scene",
    """
a fisherman mending his net | a fisherman mending a net | 渔夫补网 | рыбака, который чинит сеть
children skating on a frozen river | children skating | 孩子们在冰上滑行 | детей, катающихся на коньках
a shepherd asleep under a tree | a sleeping shepherd | 睡着的牧羊人 | спящего пастуха
women washing linen at a stream | women doing laundry | 妇女在溪边洗衣 | женщин, стирающих бельё
a blacksmith shoeing a horse | a blacksmith with a horse | 铁匠给马钉掌 | кузнеца, подковывающего лошадь
two men playing cards in a tavern | men playing cards | 两个男人在酒馆打牌 | игроков в карты
a girl feeding geese | a girl feeding geese | 喂鹅的女孩 | девочки, кормящей гусей
a ship caught in a storm | a ship in a storm | 暴风雨中的船 | корабля в бурю
a blind fiddler with a boy | a blind fiddler | 盲人小提琴手 | слепого скрипача
peasants dancing at a wedding | a peasant wedding | 农民的婚礼舞蹈 | крестьянской свадьбы
a hunter crossing a bridge | a hunter on a bridge | 过桥的猎人 | охотника на мосту
a woman spinning by the fire | a woman spinning yarn | 炉火边纺纱的妇人 | женщины за прялкой
a gardener watering roses | a gardener watering roses | 给玫瑰浇水的园丁 | садовника, поливающего розы
a tooth-puller at a fair | a tooth-puller | 集市上拔牙的人 | зубодёра на ярмарке
a boy flying a kite | a boy with a kite | 放风筝的男孩 | мальчика с воздушным змеем
reapers resting in a field | resting reapers | 田间休息的收割者 | жнецов на отдыхе
a baker carrying loaves | a baker with bread | 扛着面包的面包师 | пекаря с хлебами
a cat stealing a fish | a cat stealing a fish | 偷鱼的猫 | кошки, крадущей рыбу
an astronomer at his telescope | an astronomer | 望远镜前的天文学家 | астронома с телескопом
a ferry crossing a river at dusk | a ferry at dusk | 黄昏时的渡船 | парома в сумерках
""",
)
MATERIALS = _facts(
    "material",
    """
silver | | 银 | серебра
gilt bronze | | 鎏金青铜 | золочёной бронзы
pewter | | 锡镴 | оловянного сплава
brass | | 黄铜 | латуни
boxwood | | 黄杨木 | самшита
walnut wood | | 胡桃木 | орехового дерева
tortoiseshell | | 玳瑁 | черепахового панциря
mother-of-pearl | | 珍珠母 | перламутра
horn | | 牛角 | рога
green glass | | 绿玻璃 | зелёного стекла
red stoneware | | 红色炻器 | красной каменной массы
alabaster | | 雪花石膏 | алебастра
""",
)
TOWNS = _facts(
    "town",
    """
Augsburg | | 奥格斯堡 | в Аугсбурге
Bruges | | 布鲁日 | в Брюгге
Lyon | | 里昂 | в Лионе
Turin | | 都灵 | в Турине
Seville | | 塞维利亚 | в Севилье
Porto | | 波尔图 | в Порту
Bergen | | 卑尔根 | в Бергене
Riga | | 里加 | в Риге
Gdansk | | 格但斯克 | в Гданьске
Graz | | 格拉茨 | в Граце
Leiden | | 莱顿 | в Лейдене
Bristol | | 布里斯托尔 | в Бристоле
Cork | | 科克 | в Корке
Malmö | | 马尔默 | в Мальмё
Palermo | | 巴勒莫 | в Палермо
Basel | | 巴塞尔 | в Базеле
""",
)
OWNERS = _facts(
    "owner",
    """
a ship's captain | a sea captain | 一位船长 | капитана корабля
a village doctor | a country doctor | 一位乡村医生 | сельского врача
a banker's widow | the widow of a banker | 一位银行家的遗孀 | вдовы банкира
an opera singer | | 一位歌剧演员 | оперной певицы
a bishop | | 一位主教 | епископа
a wool merchant | | 一位羊毛商人 | торговца шерстью
a railway engineer | | 一位铁路工程师 | железнодорожного инженера
a botanist | | 一位植物学家 | ботаника
a schoolmistress | a schoolteacher | 一位女教师 | школьной учительницы
a cavalry officer | | 一位骑兵军官 | кавалерийского офицера
a bookseller | | 一位书商 | книготорговца
a brewery owner | the owner of a brewery | 一位啤酒厂主 | владельца пивоварни
a retired judge | | 一位退休法官 | отставного судьи
a lighthouse keeper | | 一位灯塔看守人 | смотрителя маяка
""",
)
DAMAGES = _facts(
    "damage",
    """
The handle has been glued | a glued handle | 把手粘补过 | со склеенной ручкой
The spout is bent | a bent spout | 壶嘴弯曲 | с погнутым носиком
The hinge is broken | a broken hinge | 铰链断裂 | со сломанной петлёй
One foot is missing | a missing foot | 缺一足 | с утраченной ножкой
There is a crack below the rim | a crack below the rim | 口沿下有裂缝 | с трещиной под краем
The lining is stained with ink | an ink-stained lining | 衬里有墨渍 | с чернильными пятнами на подкладке
The base is scorched | a scorched base | 底部烧焦 | с обгоревшим дном
The surface is scratched all over | scratches all over | 通体划痕 | с царапинами по всей поверхности
Woodworm has eaten the stand | a stand eaten by woodworm | 底座被虫蛀 | с подставкой, изъеденной жучком
The lid does not belong | a lid that does not belong | 盖子后配 | с чужой крышкой
The gilding has worn away | worn gilding | 镀金磨损 | с стёртой позолотой
A dent beside the mark was hammered out | a hammered-out dent | 凹痕经敲平修复 | с выправленной вмятиной
""",
)
