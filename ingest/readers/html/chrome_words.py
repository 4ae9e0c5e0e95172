"""What sites call the parts around their text, and what stands in them, in three languages."""

import re

# What a site calls the parts around its text, as whole words of a class or an id.
_SITE_PARTS = {
    "navigation": "nav navbar navigation menu submenu topmenu mainmenu skip pager pagination header logo",
    "breadcrumbs": "breadcrumb breadcrumbs crumb crumbs",
    "sidebar": "sidebar aside",
    "footer": "footer foot copyright",
    "cookie banner": "cookie cookies gdpr consent",
    "share buttons": "share sharing social socials bdshare ya-share",
    "related links": "related relate recommend recommended recommendations xgyd",
    "verification code": "captcha yzm verifycode vcode",
    "language switch": "lang langs language languages langswitch i18n",
    "form": "feedback subscribe subscription newsletter search searchbox login comment-form",
}
PART_OF_NAME = {name: part for part, names in _SITE_PARTS.items() for name in names.split()}
PART_OF_TAG = {"nav": "navigation", "menu": "navigation", "aside": "sidebar", "footer": "footer"}
PART_OF_ROLE = {
    "navigation": "navigation",
    "complementary": "sidebar",
    "contentinfo": "footer",
    "search": "form",
    "form": "form",
}
_LANGUAGE_NAMES = (
    "english|eng?|中文|汉语|简体(?:中文)?|繁體(?:中文)?|繁体(?:中文)?|中文版|英文版|简|繁|cn|zh|русский|рус|ru|日本語|日文|ja|jp|한국어|ko|kr"
    "|français|fr|deutsch|de|español|es|italiano|it|português|pt|العربية|ar|中文（简体）|中文（繁體）"
)
_WORDINGS = {
    "language switch": rf"(?:(?:language|语言|язык)\s*[:：]?\s*)?(?:{_LANGUAGE_NAMES})"
    rf"(?:[\s|/·,，、•]+(?:{_LANGUAGE_NAMES}))+[\s|]*",
    "breadcrumbs": r"(?:您?(?:当前|现在|所在)?的?位置(?:是|在)?\s*[:：]|you are here\s*:?|вы здесь\s*:?)?\s*"
    r"(?:首页|主页|網站首頁|首頁|home|главная)\s*[>»›/→＞].{0,120}",
    "verification code": r"(?:请输入|输入|enter the|введите)?\s*(?:图形|图片|短信|手机)?"
    r"(?:验证码|驗證碼|captcha|проверочный код|код с картинки|verification code)"
    r"\s*[:：*]?[\sA-Za-z0-9+=?]{0,12}"
    r"(?:看不清.{0,10}|换一张.{0,4}|点击刷新|обновить.{0,14}|refresh.{0,14})?",
    "view counter": r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]\s*\d*\s*次?|просмотров\s*:?\s*\d*"
    r"|views\s*:\s*\d*",
    "share buttons": r"(?:分享到?|分享至|share(?: this| on)?(?: page)?|поделиться(?: в соцсетях)?)\s*[:：]?"
    r"(?:[\s|]*(?:微信|微博|新浪微博|qq空间|qq|豆瓣|facebook|twitter|x|telegram|vk|вконтакте|одноклассники"
    r"|whatsapp|e-?mail|link))*",
    "page tools": r"(?:[\s【\[|]*(?:打印(?:本页)?|关闭(?:窗口)?|返回(?:顶部|列表|上一页)?|收藏)[】\]]?)+"
    r"|字号\s*[:：]?[\s【\[]*(?:大|中|小|特大)[\s\S]{0,12}|back to top|наверх|print(?: this page)?"
    r"|версия для печати",
    "navigation": r"(?:上一篇|下一篇|上一页|下一页|上一条|下一条)\s*[:：].{0,120}"
    r"|skip to (?:main )?content|к содержанию",
    "footer": r"(?:版权所有|copyright|©).{0,40}(?:版权所有|ICP备|all rights reserved|все права защищены)"
    r".{0,120}|版权所有.{0,80}|.{0,20}[京沪粤]?ICP备.{0,30}"
    r"|.{0,60}(?:all rights reserved|все права защищены)\.?",
    "cookie banner": r"(?:we use cookies|this (?:web)?site uses cookies|мы используем (?:файлы )?cookie"
    r"|本网站使用cookie).{0,200}",
}
WORDING = {part: re.compile(pattern, re.I) for part, pattern in _WORDINGS.items()}
RELATED = re.compile(
    r"(?:相关(?:阅读|链接|新闻|文章|推荐|内容|资讯|信息)|相關(?:閱讀|連結|新聞|文章)|(?:为您|猜你)?推荐(?:阅读|文章|新闻)?"
    r"|猜你喜欢|延伸阅读|热门(?:文章|推荐|新闻)|related(?: \w+){0,3}|you (?:may|might) also like|see also"
    r"|read (?:also|next)|more (?:news|stories|like this)|читайте также|похожие(?: \w+){0,2}"
    r"|см(?:\.|отрите) также|другие новости|материалы по теме|рекомендуем(?: \w+){0,2})\s*[:：…]?",
    re.I,
)
