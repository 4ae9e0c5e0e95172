"""What names look like, and what only looks like one: closed lists for `names`."""

# Words that take a capital without being anybody's name.
_LISTED = """
mr mrs ms dr st saint sir lord lady king queen prince princess duke duchess count countess emperor
empress tsar january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
saturdays sundays jan feb mar apr jun jul aug sept sep oct nov dec am pm ad bc ce bce no nos fig vol cat
inv the an english french korean arabic roman greek persian indian egyptian tibetan mongolian manchu
turkish spanish american british latin cyrillic hebrew russian chinese german dutch italian japanese
european western eastern northern southern asian north south east west century dynasty museum palace
hall gate garden temple gallery house collection state г гг в вв ил рис см ул д пр им св
святой святого святому святым святом святая святую святые святых
celsius fahrenheit цельсия фаренгейта
孙子 孙女 曾孙 孙媳
"""
NO_NAMES = frozenset(_LISTED.split())
# A segmenter's marks of persons and places.
NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns"})
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤"
    "方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米"
    "贝明臧计伏成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万支柯"
    "管卢莫房裘缪应宗丁宣邓单杭洪包诸左石崔吉龚程邢裴陆荣翁荀惠曲封储靳段富巫焦巴弓牧山谷侯宓蓬班秋仲"
    "伊宫宁仇栾甘厉武符刘景詹龙叶幸司黎薄印宿白怀蒲鄂索赖卓屠蒙池乔阴胥苍双闻党翟谭劳申冉桑桂牛边扈燕浦尚农温"
    "庄晏柴瞿阎慕连习艾鱼容古易慎戈廖居衡步耿满弘匡文寇广东欧沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简饶曾关查"
)
# What stands behind a name without being part of it, and how a person's trade ends.
_TITLES = """
公爵 伯爵 侯爵 男爵 皇帝 皇后 国王 女王 亲王 太妃 夫人 先生 女士 教授 博士 馆长
大师 总理 总统 将军
"""
TITLES = frozenset(_TITLES.split())
TRADES = frozenset("商师匠家员者")
PLACE_ENDS = frozenset("省市县區区州镇鎮乡鄉村岛島国國寺庙廟观觀")
# Characters that foreign names are written with, and hardly anything else in such a row.
TRANSCRIBING = frozenset(
    "阿埃艾奥巴贝比波博伯布达德迪多厄尔弗夫盖格哈赫基吉加杰卡凯康科克库拉莱兰勒雷里利列林卢鲁伦罗洛马玛麦曼梅米莫"
    "穆纳奈尼涅诺努欧帕佩皮普奇乔琼萨塞森沙什史斯索苏塔泰坦特图托瓦威韦维沃西希辛雅亚叶伊因约泽扎詹朱兹顿丁丹登蒂"
    "季赖历厉丽捷谢绍申戈宾切夸施肖休迈蒙摩桑瑞耶宰赞柯劳朗昆肯洪济茵鲍杜戴温豪佐舍武热日尤叶翁金根汉亨霍胡怀惠姆娜妮莎诗丝黛琳露茜蓓蕾菲芬福法凡范冯费彼得堡坡逊逖茨娃娅洁思"
)
# What else names may be transcribed with, in words of any other kind too.
ALSO_TRANSCRIBING = (
    "布普特奇赫恩古达加瓦察贾查娜贝凯泽策塞梅内蕾瑟哲默皮迪威齐西锡米尼莉里丽多托戈佐措肖乔莫诺萝约图伍富祖楚苏舒"
    "努丘秋缪纽柳艾拜派代泰蔡赛夏柴海奈保波道陶高考藻曹绍焦毛瑙尧安班潘坎万灿尚占南扬昂邦庞当唐冈康旺方藏仓章昌杭"
    "勃芒本彭滕文曾岑森真琴门嫩延平廷京津辛欣钦明宁英蓬东通贡孔翁丰宗聪松雄农隆龙永云敦顺准春荣灵罕美那挪黑能烈腓墨侯"
)
# What else they are written with; only where a dot parts their parts.
IN_DOTTED_NAMES = (
    "翰琪嘉薇芳娥缇甫卜浦蓝弥雪丘任际敬果关贵荷华见渥雍赛白本理门内海龙隆安东高久古查车春大当地都恩方弓贵涵华伽景开课寇莉廖梁留绿麻满芒毛明"
    "慕那宁农潘庞乾钱强吕贺乐荣儒芮山圣守松孙唐陶铁统屠文乌夏仙香言扬宜永友宇元云曾哲珍芝治季"
)
