"""The verbs that tell relations, and how the two ends stand to each."""

from __future__ import annotations

import re

__all__ = ["ADVERBIAL", "BEYOND", "FRAMES", "GATHERED", "SIGNED", "VERBS", "relation_told"]

# Relation, how its ends stand to the verb, and the verbs that tell it. Ways: "acts": who acts is named before; "adjoins": right
# before; "rests": what rests on something is named behind that; "joins": what is named before comes into what is named behind;
# "obtains": what is listed behind does it for who acts;
# "covers": who acts is named behind, after 的, else before. "makes": what is listed behind makes up what is named last.
FRAMES = (
    (
        "contacts",
        "acts",
        "挂钩联系到?|挂点联系|对口联系|结对联系|(?<![对结包挂点])联系(?=[群居村农][众民户村]\\d|\\d[^，。；]{0,6}[户家名]|\\d[\\d-]*个(?:自然村|村|小区|网格|社区|楼)|(?:规模以上)?[一-鿿]{0,4}企业)|包联(?!、|村?干部|领导|单位|人员)|包干负责|包保(?!、)|(?<![联受])走访(?!服务|[率制活、])|包户(?=[^，。；]{0,6}[户民])|联系服务(?=[群居村企党业](?![^，,。；]{0,4}[的四机制工]))|(?<=[员长部导])包(?=社区|小区|楼栋|网格|村)",
    ),
    ("serves", "covers", "(?<![全域])覆盖(?:了|到)?(?=所有|全[市区县镇]|\\d|[街社村小网居群][道区格民众](?!域))"),
    (
        "sends-staff-to",
        "acts",
        "派[员人](?=担任|参加)|下沉到|下沉(?=[街社网一基])|派驻到?|选派到|进驻|向(?=[^，,。；放]{2,10}(?:派驻|选派|派遣|下派))",
    ),
    (
        "draws-members-from",
        "makes",
        "由(?=[^。；由]{2,80}(?:组成|构成|(?:担任|兼任)(?![^，。；]{0,8}(?:书记|主任|长|主席|召集人|负责人))))",
    ),
    (
        "draws-members-from",
        "acts",
        "吸纳(?![^。；]{2,60}(?:进入|加入)[\u4e00-\u9fff“]{2})|吸收(?![^。；]{2,60}(?:进入|加入)[\u4e00-\u9fff“]{2})|成员(?:包含|包括|涵盖)了?",
    ),
    ("draws-members-from", "joins", "(?<=[^由])组成(?=“[^”]{2,10}”)"),
    ("draws-members-from", "founds", "整合(?=[^。；]{4,60}(?:组建|成立))"),
    (
        "consists-of",
        "founds",
        "联合(?=[^。；]{2,60}(?:组建|成立|建立了?[^，。；]{2,14}(?:联盟|联席会议|理事会|共同体|联合体|联合会|党委)))",
    ),
    ("consists-of", "joins", "纳入"),
    ("based-on", "rests", "依托|借助|利用|运用|在(?=[^，,。；]{2,24}基础上)"),
    (
        "coordinates",
        "acts",
        (
            "牵头[，,]?(?:组织(?=[^，。；]{2,}(?:开展|对|进行|参|联))|联合|会同)|召集(?=[^，。；]{2,24}(?:议事|协商|研究|会商|召开|开会|商议))|统筹协调|统筹(?!推进|整合|建立|组建|设立|成立|[的、等])|(?<!资源)(?<!力量)整合(?!为|优化|推动)|协调(?![、组员会办不机委]|小组)|联动(?!机制|模式|体系|平台|工作|处置|指挥|格局|响应|化解|调解|治理|服务|执法)(?=爱心|各|多|驻|辖区|企业|单位|部门|[\u4e00-\u9fff]{2,7}[办所局站、])"
            "|牵头(?=[^，,。；抓]{2,24}(?:联合|共同|开展)|多|各|相关)"
            "|(?<![党会层自群团经治型性合业联])组织(?=[^，,。；]{2,20}(?:参与|参加|开展|到|赴|走进|深入))"
        ),
    ),
    (
        "dispatches-to",
        "acts",
        "向(?=[^，,。；]{2,14}(?:派送|派发|派单|分派|交办))|下传[给至到]|下达[给至到]|流转[给至到]|分流[给至到]|推送[给至到]|转给|派发至|派发到|派单[给至到]|转派[给至到]?|交办至?|转办至?|(?<!部)分派到?",
    ),
    (
        "reports-to",
        "acts",
        "上报至?|反馈至|报送至?|汇总上报|提级交由|提级[至到报]|(?<=[后即级时事题果])报(?=[网社街村镇区县楼])|呈报|提交(?=[网社街村镇区县])|(?<=[难大]事)交(?=[网社街村镇区县])|提请(?=[^，。；]{2,14}(?:协调|解决|处理|研究|审议))|(?<![上申汇通])报(?=[^，。；报道告名送请]{2,12}(?:备案|审批|审定|审核|批准))",
    ),
    (
        "answers-to",
        "acts",
        "向(?=[^，,。；]{2,14}(?:汇报|述职|报告工作))",
    ),
    ("reports-to", "acts", "向(?=[^，,。；]{2,12}(?:反映|提出[^，,。；]{0,4}(?:意见|建议|诉求|申请)))"),
    (
        "manages-for",
        "acts",
        "[兜托]底(?:接管|管理|纳管|代管)(?!体系|机制|制度|模式)|[优协受代][先助托为](?:管理|纳管)|托管(?![班所员中式家服])|代管(?=[^，。；]{2})|(?<!交)接管",
    ),
    (
        "pairs-with",
        "acts",
        "会同(?=[^，,。；]{2})|联合(?![会体党工支总社国办高调宣行执主发])(?=[^，。；]{2,24}(?:开展|举办|打造|推出|组织|共建|走访|设立|制定|推行|推动|推进|启动|发起|实施|，对))|携手(?=..)|协同(?=[^，。；]{2,24}(?:党组织|单位|企业|部门|社区))|结对共建|[与和同](?=[^，,。；]{2,30}(?:签订|签约|共建|结对|结成|联建|共谋|达成[^，,。；]{0,2}合作|建立[^，。；]{0,10}(?:联动|协作|合作|联席)|共同(?:拟定|制定|商议|开展|举办|打造|推出|发起|组织)))",
    ),
    (
        "supports",
        "acts",
        "为(?=[^，,。；]{2,14}提供[^，,。；]{0,12}(?:支撑|支持|保障))|扶持|助力|支持|(?<![、对口结])帮扶(?![、对干机制政措单队])|协助(?=..)|(?<![相密积主])配合(?=[街社党政区县市乡镇村居公])",
    ),
    ("supports", "obtains", "争取(?=[^，。；]{2,24}支持)"),
    (
        "serves",
        "acts",
        "走访服务|(?<![成作认因称变分列定化改])为(?=[^，,。；]{2,14}(?:提供|开展|送|争取|代办|解决|介绍|配送|安排|办理|办(?:实|好|事)|普及|解答|讲解|链接|匹配|对接|搭建|定制|推送|筹集|化解|开具|申请|宣讲|上门|减负|排忧))",
    ),
    ("delegates-to", "acts", "向(?=[^，,。；]{2,14}下放)|赋予|下放(?:到|给|至)"),
    ("serves", "adjoins", "服务(?=[企群居业党])"),
    ("guides", "acts", "督促指导"),
    ("guides", "adjoins", "指导|帮带"),
    ("leads", "acts", "(?<![的示范])带领(?=..)|带动(?=[^，,。；]{2,12}(?:参与|参加|共同|加入|一起|投入))"),
    (
        "leads",
        "adjoins",
        "统领(?=..)|领着(?=..)|领导(?![班小干体者核力机作成同经、]|带队|[^，。；]{0,4}职)|引领[着了](?=[居群党村社])",
    ),
)
_ASIDE = re.compile(r"\((?:[^()]|\([^()]*\))*\)")  # what a pattern has in brackets
_BEGINS = "".join(
    verb.lstrip("[")[: verb.find("]") - 1 if verb[0] == "[" else 1] for *_, verbs in FRAMES for verb in _ASIDE.sub("", verbs).split("|")
)
VERBS = re.compile(f"(?=[{_BEGINS}])(?:{'|'.join(f'(?P<r{number}>{verbs})' for number, (_, _, verbs) in enumerate(FRAMES))})")
# Before what is named with or for something, and does not act.
ADVERBIAL = re.compile("(?:需要|通过|依托|围绕|根据|按照|针对|借助|以|为|对|向|把|将|在|从|与|和|由|使|让|给)[^，,。；;：:]{0,8}$")
# What is signed or shared behind the two who do so.
SIGNED = re.compile("[^，,。；\n]{0,16}?(?:签订|签约|共建|结对|联建|合作)[^，,。；\n]{0,8}")
# What is done with a matter right before it is handed on.
GATHERED = re.compile(
    "(?:(?:无法|不能)?(?:解决|协调|处理|化解|处置|办理)(?:不了)?|收集|汇总|核实|发现|受理)[^，,。；]{0,8}[，,]?[^，,。；]{0,4}$"
)
# What whoever hands it up cannot settle: 街道不能解决的呈报…, 重大疑难问题提交….
BEYOND = re.compile(
    "(?:不能|无法|难以|未能|仍难|[仍再]未)(?:协调|自行|及时|有效)?(?:解决|处理|处置|化解|办理)[^。；]{0,12}$|(?:解决|处理|化解|办|协调)不了[^。；]{0,12}$|(?:疑难|重大|复杂)[^，。；]{0,8}[，,]?$|[难大]事$"
)


def relation_told(text: str) -> str | None:
    """Return the relation that the first such verb of a text tells, None where there is none."""
    verb = VERBS.search(text)
    return FRAMES[int((verb.lastgroup or "r0")[1:])][0] if verb else None
