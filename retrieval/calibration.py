"""Sentences of a museum's everyday writing, in three languages, to learn what all texts have in common.

Written for this project; they are never searched, quoted or shown.
"""

SENTENCES: tuple[str, ...] = (
    "The bowl was thrown on the wheel, glazed inside and out, and fired twice.",
    "Purchased from a dealer in London, who had it from the painter's widow.",
    "Overall height 31.5 cm; diameter of the foot 12 cm; weight 940 g.",
    "The director opened the meeting and asked for the minutes of the last one to be approved.",
    "Light levels in the gallery must not exceed 50 lux for works on paper.",
    "Two figures stand beneath a pine, one holding a scroll, the other pointing to the mountains.",
    "The frame is later; the canvas was relined in the nineteenth century.",
    "Visitors are asked to leave large bags in the cloakroom.",
    "The inscription on the base gives the maker's name and the year.",
    "The loan begins on the first of March and ends after the last day of the exhibition.",
    "此瓶敞口，束颈，鼓腹，圈足，通体施青釉，釉面有细开片。",
    "该作品由收藏家家属捐赠，入藏后曾两次展出。",
    "高二十三厘米，口径八厘米，重约一千二百克。",
    "会议讨论了下一年度的展览计划和修复经费。",
    "展厅照度不得超过五十勒克斯，相对湿度保持在百分之五十左右。",
    "画中山石用披麻皴，树木用浓墨点染，远处云气弥漫。",
    "器底有六字楷书款，字体工整。",
    "观众请勿触摸展品，拍照时请关闭闪光灯。",
    "修复人员先清除表面污垢，再用小麦淀粉糊加固裂缝。",
    "借展合同规定，运输和保险费用由借方承担。",
    "Ваза выточена на круге, покрыта прозрачной глазурью и расписана кобальтом.",
    "Приобретена у частного лица в Москве, ранее находилась в собрании его деда.",
    "Высота 31 см, диаметр основания 12 см, вес 940 г.",
    "Заседание открыл директор музея и предложил утвердить повестку дня.",
    "Освещённость в зале не должна превышать пятидесяти люкс.",
    "На картине изображён берег реки, на дальнем плане видна деревянная церковь.",
    "Рама более поздняя; холст дублирован в девятнадцатом веке.",
    "Посетителей просят сдавать большие сумки в гардероб.",
    "На дне стоит клеймо мастера и год изготовления.",
    "Срок временной выдачи начинается первого марта и заканчивается после закрытия выставки.",
)
