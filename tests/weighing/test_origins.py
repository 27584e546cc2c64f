"""Who stands behind a claim."""

from __future__ import annotations

from datetime import date

from tests.weighing.telling import Told

from dateline.weighing.copies import copies
from dateline.weighing.mentioned import Mentioned
from dateline.weighing.originkey import OriginKey
from dateline.weighing.origins import origins


def behind(*reports: Told) -> dict[str, OriginKey]:
    told = [claim for report in reports for claim in report.claims]
    known = {report.id: report.report for report in reports}
    return origins(told, copies(known.values()), known)


def test_the_outlet_speaks_where_nobody_else_does_and_agencies_speak_under_their_names() -> None:
    own = Told("a", "A bomb went off in Karsa.", "Delta Herald")
    lent = Told("b", "KARSA, Iraq, May 4 (AFP) - A mine killed a shepherd near Deshtan.", "Morning Post")
    agency = Told("c", "DESHTAN, May 4 (AFP) - Troops left the town.", "AFP")
    claims = [own.says("bombing", "bomb"), lent.says("kill", "killed"), agency.says("withdraw", "left")]
    found = behind(own, lent, agency)
    assert found[claims[0].id].name == "Delta Herald"
    assert found[claims[1].id] == found[claims[2].id]
    assert found[claims[0].id].key != found[claims[1].id].key


def test_the_root_of_the_chain_is_the_origin_not_the_agency_that_quotes_it() -> None:
    first = Told("a", "General Wissam Araji told Reuters that troops took Karsa.", "Reuters")
    second = Told("b", "Troops took Karsa, Reuters reported, quoting Gen. Araji.", "Delta Herald")
    one = first.says(
        "capture", "took", by=[("General Wissam Araji", "Wissam Araji"), ("Reuters", "Reuters")], place="Karsa"
    )
    two = second.says("capture", "took", by=[("Gen. Araji", "Araji"), ("Reuters", "Reuters")], place="Karsa")
    found = behind(first, second)
    assert found[one.id] == found[two.id]
    assert found[one.id].name == "Wissam Araji"


def test_a_spokesman_is_the_body_he_speaks_for() -> None:
    text = "The coalition said its jets struck Karsa. Its spokesman, Colonel Peter Hallam, said that the strike harmed nobody."
    report = Told("a", text, "AP")
    body = report.says("airstrike", "struck", by=[("The coalition", "coalition")], place="Karsa")
    person = report.says("injure", "harmed", by=[("Its spokesman", "Peter Hallam")], negated=True)
    found = behind(report)
    assert found[body.id].key == found[person.id].key


def test_its_spokesman_is_that_of_the_body_of_the_sentence_before_though_no_claim_names_it() -> None:
    text = (
        "Hours later the eastern command dismissed it. Its spokesman, Colonel Taras Hrytsak, said the road was not cut."
    )
    one = Told("a", text, "AP")
    first = one.says("encircle", "cut", by=[("Its spokesman", "Taras Hrytsak")], negated=True)
    two = Told("b", "Troops left Karsa, the eastern command said.", "Sun")
    second = two.says("withdraw", "left", by=[("the eastern command", "eastern command")])
    found = behind(one, two)
    assert found[first.id].key == found[second.id].key


def test_a_body_that_is_named_twice_at_one_place_may_be_of_a_known_kind_once() -> None:
    found = Mentioned([(0, "Harbour Command", None), (0, "Harbour Command", "police")])
    assert found.last(5, "command") == "Harbour Command"


def test_two_bodies_of_one_side_are_two_origins_and_share_the_side() -> None:
    report = Told("a", "The Interior Ministry said four died in Karsa. The army said that five fell.", "AP")
    one = report.says("kill", "died", by=[("The Interior Ministry", "Interior Ministry")], place="Karsa")
    two = report.says("kill", "fell", by=[("The army", "army")])
    found = behind(report)
    assert found[one.id].key != found[two.id].key
    assert found[one.id].side == found[two.id].side == "IQ"


def test_an_outlet_that_is_the_speaker_is_the_body_that_others_quote() -> None:
    own = Told("a", "Our units entered Karsa.", "Joint Operations Command (Iraq)")
    other = Told("b", "Units entered Karsa, the Joint Operations Command said.", "Delta Herald")
    one = own.says("advance", "entered", place="Karsa")
    two = other.says(
        "advance", "entered", by=[("the Joint Operations Command", "Joint Operations Command")], place="Karsa"
    )
    found = behind(own, other)
    assert found[one.id].key == found[two.id].key


def test_nameless_people_belong_to_the_outlet_that_quotes_them() -> None:
    one, two = Told("a", "Residents said Karsa burned.", "AP"), Told("b", "Residents said Karsa burned.", "Sun")
    first = one.says("destroy", "burned", by=[("Residents", "Residents")])
    second = two.says("destroy", "burned", by=[("Residents", "Residents")])
    found = behind(one, two)
    assert found[first.id].name == "residents (AP)"
    assert found[first.id].key != found[second.id].key


def test_an_officer_without_a_name_is_the_one_whom_the_report_names_next() -> None:
    text = "Troops entered Karsa, a senior commander said. Snipers hit two men, Major Omar Dulaimi said."
    report = Told("a", text, "AP")
    first = report.says("advance", "entered", by=[("a senior commander", "senior commander")], place="Karsa")
    second = report.says("injure", "hit", by=[("Major Omar Dulaimi", "Omar Dulaimi")])
    found = behind(report)
    assert found[first.id] == found[second.id]


def test_anybody_of_the_first_paragraph_may_be_the_one_person_named_after_and_is_not_counted_beside_them() -> None:
    text = "Men burned Karsa, a resident told AP. They shot two, said Amal Darwish, who sells bread."
    report = Told("a", text, "AP")
    first = report.says("destroy", "burned", by=[("a resident", "resident")], place="Karsa")
    second = report.says("kill", "shot", by=[("Amal Darwish", "Amal Darwish")])
    found = behind(report)
    assert found[first.id] == found[second.id]


def test_anybody_is_no_officer_and_none_of_two() -> None:
    text = "Men burned Karsa, a resident told AP. They shot two, said Captain Amal Darwish."
    officer = Told("a", text, "AP")
    first = officer.says("destroy", "burned", by=[("a resident", "resident")], place="Karsa")
    officer.says("kill", "shot", by=[("Captain Amal Darwish", "Amal Darwish")])
    text = "Men burned Karsa, a resident told AP. They shot two, said Amal Darwish. Nur Odeh saw one fall."
    two = Told("b", text, "AP")
    again = two.says("destroy", "burned", by=[("a resident", "resident")], place="Karsa")
    two.says("kill", "shot", by=[("Amal Darwish", "Amal Darwish")])
    two.says("kill", "fall", by=[("Nur Odeh", "Nur Odeh")])
    found = behind(officer, two)
    assert found[first.id].name == found[again.id].name == "resident (AP)"


def test_a_name_of_which_nothing_is_said_was_introduced_before() -> None:
    text = "Men entered Karsa, the district governor told AP. They came by night, Amal Darwish said by telephone."
    report = Told("a", text, "AP")
    first = report.says("advance", "entered", by=[("the district governor", "district governor")], place="Karsa")
    second = report.says("advance", "came", by=[("Amal Darwish", "Amal Darwish")])
    found = behind(report)
    assert found[first.id] == found[second.id]


def test_it_is_what_was_named_before_the_spokesman_and_not_before_a_later_he() -> None:
    text = "The River Command took Karsa, Amal Darwish, who speaks for it, said. The Islamic State lost ten. He said they ran."
    report = Told("a", text, "AP")
    first = report.says("capture", "took", by=[("Amal Darwish", "Amal Darwish")], agents=["River Command"])
    report.says("kill", "lost", agents=["The Islamic State"])
    second = report.says("withdraw", "ran", by=[("He", "Amal Darwish")])
    found = behind(report)
    assert found[first.id] == found[second.id]
    assert "River Command" in found[second.id].name


def test_the_rescuers_are_the_body_that_was_just_named() -> None:
    text = "Nine died in Karsa, the Red Crescent said. Two more died at night, according to the rescuers."
    report = Told("a", text, "AP")
    first = report.says("kill", "Nine died", by=[("the Red Crescent", "Red Crescent")], place="Karsa")
    second = report.says("kill", "more died", by=[("the rescuers", "rescuers")])
    found = behind(report)
    assert found[first.id] == found[second.id]


def test_what_adds_to_a_toll_is_the_word_of_whoever_gave_the_toll() -> None:
    text = "The toll in Karsa is 21, the mayor's office said. Three of the wounded had died overnight."
    report = Told("a", text, "AP")
    toll = report.says("kill", "toll", by=[("the mayor's office", "mayor's office")], counts=[("killed", 21, 21, "21")])
    added = report.says("kill", "died", counts=[("killed", 3, 3, "Three")])
    found = behind(report)
    assert found[toll.id] == found[added.id]


def test_a_copy_without_credit_has_the_origins_of_what_it_copies() -> None:
    lines = [
        "Soldiers cleared the old customs house in Karsa on Tuesday after two days of fighting, {who}.",
        "A dredger was sunk at its berth during the night and blocked the channel to the sea.",
    ]
    wire = Told("a", "\n\n".join(lines).format(who="General Sami Haddad told the agency"), "Reuters")
    copy = Told("b", "\n\n".join(lines).format(who="to the relief of the port"), "Morning Post", date(2021, 5, 5))
    first = wire.says("capture", "cleared", by=[("General Sami Haddad", "Sami Haddad")], place="Karsa")
    ship = wire.says("destroy", "sunk")
    second, again = copy.says("capture", "cleared", place="Karsa"), copy.says("destroy", "sunk")
    found = behind(wire, copy)
    assert found[second.id] == found[first.id]
    assert found[again.id] == found[ship.id]


def test_an_editors_comment_is_nobody() -> None:
    report = Told("a", "[Editor's comment: they always loot.]", "Sun")
    claim = report.says("destroy", "loot", passage="comment")
    assert claim.id not in behind(report)


def test_a_report_without_outlet_or_text_still_has_an_origin() -> None:
    report = Told("a", "Troops entered Karsa.", None)
    claim = report.says("advance", "entered")
    assert set(origins([claim], {}, {})) == {claim.id}


def test_what_a_body_is_points_at_the_body_of_that_sort_that_was_named_before() -> None:
    text = (
        "The Syrian Observatory for Human Rights said that a shell fell on Karsa. "
        "A second one fell on Deshtan, the Britain-based monitor added. The same statement said that a third hit Samra."
    )
    report = Told("a", text, "AFP")
    named = report.says(
        "shelling", "fell", by=[("The Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights")]
    )
    pointed = report.says("shelling", "second", by=[("the Britain-based monitor", "Britain-based monitor")])
    repeated = report.says("shelling", "hit", by=[("The same statement", "same statement")])
    found = behind(report)
    assert found[named.id].key == found[pointed.id].key == found[repeated.id].key


def test_a_ministry_is_of_the_country_that_its_words_give() -> None:
    first = Told("a", "Turkey's Defence Ministry said that its guns hit Karsa.", "AP")
    whose = ("Turkey's Defence Ministry", "Defence Ministry")
    one = first.says("shelling", "hit", by=[whose], place="Karsa")
    text = "Guns hit Karsa, said Colonel Orhan Keskin, spokesman for the Defence Ministry."
    second = Told("b", text, "Sun")
    two = second.says("shelling", "hit", by=[("Colonel Orhan Keskin", "Orhan Keskin")], place="Karsa")
    third = Told("c", "Turkey's Defence Ministry, whose spokesman is Colonel Orhan Keskin, was silent.", "Star")
    assert behind(first, second, third)[one.id].side == "TR"
    assert behind(second)[two.id].side == "IQ"


def test_one_who_speaks_for_a_ministry_speaks_for_that_of_the_country_that_any_report_gives() -> None:
    said = [("Colonel Orhan Keskin", "Orhan Keskin")]
    first = Told("a", "Guns hit Karsa, said Colonel Orhan Keskin, spokesman for Turkey's Defence Ministry.", "AP")
    one = first.says("shelling", "hit", by=said, place="Karsa")
    second = Told("b", "Guns hit Karsa, said Colonel Orhan Keskin, spokesman for the Defence Ministry.", "Sun")
    two = second.says("shelling", "hit", by=said, place="Karsa")
    found = behind(first, second)
    assert found[one.id] == found[two.id]
    assert found[one.id].side == "TR"


def test_a_word_of_a_name_that_is_a_title_elsewhere_stays_in_the_name() -> None:
    report = Told("a", "The rebels left Karsa, Captain Mahmoud Sayyid said.", "AP")
    claim = report.says("withdraw", "left", by=[("Captain Mahmoud Sayyid", "Mahmoud Sayyid")], place="Karsa")
    assert behind(report)[claim.id].name == "Mahmoud Sayyid"


def test_one_of_a_body_speaks_for_it_and_its_spokesman_is_of_the_body_that_was_named_last() -> None:
    text = (
        "The camp fell to us, Amin Haddad of the Delta Alliance said. "
        'The General Staff in Karsa denied that the town fell. "It is in our hands," said its spokesman, Colonel Omar Nur.'
    )
    report = Told("a", text, "AP")
    rebel = report.says(
        "capture", "fell to", by=[("Amin Haddad of the Delta Alliance", "Amin Haddad of the Delta Alliance")]
    )
    staff = report.says(
        "capture", "town fell", by=[("The General Staff", "General Staff")], place="Karsa", negated=True
    )
    colonel = report.says("hold", "is in our hands", by=[("its spokesman", "Omar Nur")])
    found = behind(report)
    assert found[staff.id].key == found[colonel.id].key != found[rebel.id].key
    assert found[staff.id].side == "IQ"


def test_their_spokesman_is_the_one_who_is_quoted_by_name_right_after() -> None:
    text = 'Rebels took Karsa, their spokesman said.\n\n"It fell at six," Amin Haddad of the Delta Alliance said.'
    report = Told("a", text, "AP")
    first = report.says("capture", "took", by=[("their spokesman", "their spokesman")], place="Karsa")
    whose = "Amin Haddad of the Delta Alliance"
    second = report.says("capture", "fell", by=[(whose, whose)])
    found = behind(report)
    assert found[first.id].key == found[second.id].key


def test_a_press_service_speaks_for_its_ministry() -> None:
    text = (
        "Azerbaijan's Defence Ministry said that Karsa fell. "
        "The day before, Deshtan was seized, said Colonel Rashad Nabi, the head of the ministry's press service."
    )
    report = Told("a", text, "AP")
    whose = ("Azerbaijan's Defence Ministry", "Defence Ministry")
    one = report.says("capture", "fell", by=[whose], place="Karsa")
    two = report.says("capture", "seized", by=[("Colonel Rashad Nabi", "Rashad Nabi")])
    found = behind(report)
    assert found[one.id].key == found[two.id].key
    assert found[two.id].side == "AZ"


def test_a_spokesman_is_of_the_side_named_beside_his_name_and_not_of_one_named_later() -> None:
    text = "Omar Nur, a spokesman for the mayor, said that Karsa was in the hands of the Islamic State."
    report = Told("a", text, "AP")
    claim = report.says("hold", "in the hands", by=[("Omar Nur", "Omar Nur")], place="Karsa")
    assert behind(report)[claim.id].side is None


def test_the_channel_is_the_one_quoted_before_it_in_the_paragraph() -> None:
    report = Told(
        "a", "Delta TV said that a drone hit its crew. Two men were hurt, the channel said.", "Karsa Chronicle"
    )
    first = report.says("airstrike", "hit", by=[("Delta TV", "Delta TV")])
    second = report.says("injure", "hurt", by=[("the channel", "channel")])
    found = behind(report)
    assert found[first.id].key == found[second.id].key


def test_an_officer_quoted_right_after_a_nameless_spokesman_is_that_spokesman() -> None:
    text = (
        "Troops took Karsa, the spokesman of the Rwanda Defence Force announced.\n\n"
        "It was over by eight, Colonel Claver Habi told journalists. Six rebels were killed, the colonel said."
    )
    report = Told("a", text, "AP")
    whose = ("the spokesman of the Rwanda Defence Force", "spokesman of the Rwanda Defence Force")
    one = report.says("capture", "took", by=[whose], place="Karsa")
    two = report.says("kill", "killed", by=[("the colonel", "Claver Habi")])
    found = behind(report)
    assert found[one.id].key == found[two.id].key


def test_the_director_of_a_hospital_is_the_hospital_and_a_militias_commander_of_its_side() -> None:
    text = (
        "Police said six died. The Mueda Rural Hospital recorded seven killed, according to its director, Amelia Nanda. "
        "Antonio Nema, who commands the Forca Local militia in the district, said that his men took Karsa."
    )
    report = Told("a", text, "AP")
    one = report.says("kill", "killed", by=[("Amelia Nanda", "Amelia Nanda")])
    two = report.says("capture", "took", by=[("Antonio Nema", "Antonio Nema")], place="Karsa")
    found = behind(report)
    assert "hospital" in found[one.id].key
    assert found[two.id].side == "name:forca local"


def test_a_place_that_was_taken_for_a_source_is_none() -> None:
    report = Told("a", 'And from the coast: "Our men took Karsa," Colonel Idris Haroun said.', "Radio Karsa")
    claim = report.says("capture", "took", by=[("coast", "coast"), ("Colonel Idris Haroun", "Idris Haroun")])
    assert behind(report)[claim.id].name == "Idris Haroun"
