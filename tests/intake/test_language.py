"""English is read, other languages are refused where that is sure."""

from __future__ import annotations

import pytest

from dateline.errors import LanguageError
from dateline.intake.language import check_english, language_of

OTHERS = {
    "French": "Les forces gouvernementales ont repris lundi le pont de la ville après quatre jours de combats, ont "
    "indiqué un officier de l'armée et des habitants joints par téléphone.",
    "Spanish": "Las tropas del gobierno recuperaron el lunes la ciudad tras cuatro días de combates contra los "
    "rebeldes, según informaron un oficial del ejército y varios vecinos de la zona.",
    "Portuguese": "As tropas do governo retomaram na segunda-feira a cidade depois de quatro dias de combates com os "
    "rebeldes, disseram um oficial do exército e moradores da região.",
    "German": "Die Regierungstruppen haben am Montag nach viertägigen Kämpfen die Stadt an der Brücke von den "
    "Aufständischen zurückerobert, wie ein Offizier und mehrere Bewohner am Abend sagten.",
    "Turkish": "Hükümet güçleri dört gün süren çatışmaların ardından pazartesi günü köprü kasabasını isyancılardan "
    "geri aldı, bir subay ve bölge sakinleri telefonda söyledi ve çok sayıda kişinin öldüğünü bildirdi.",
    "Indonesian": "Pasukan pemerintah merebut kembali kota itu dari pemberontak pada hari Senin setelah empat hari "
    "pertempuran, kata seorang perwira tentara dan beberapa warga yang tinggal di sana.",
    "Swahili": "Wanajeshi wa serikali waliuteka tena mji huo siku ya Jumatatu baada ya siku nne za mapigano na waasi, "
    "afisa wa jeshi na wakazi wa eneo hilo walisema kwa njia ya simu jana.",
    "Somali": "Ciidamada dowladda ayaa Isniintii dib u qabsaday magaalada ka dib afar maalmood oo dagaal ah, sida ay "
    "sheegeen sarkaal ka tirsan ciidanka iyo dadka deegaanka oo telefoon lagula xiriiray.",
    "Polish": "Wojska rządowe odbiły w poniedziałek miasto z rąk rebeliantów po czterech dniach walk, powiedzieli "
    "oficer armii i mieszkańcy, z którymi rozmawiano przez telefon w nocy.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_refused_by_its_name(language: str) -> None:
    with pytest.raises(LanguageError, match="English only"):
        check_english(OTHERS[language], "x")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Войска обстреляли город", "Cyrillic"),
        ("قصف الجيش المدينة", "Arabic"),
        ("军队进入城市", "Chinese"),
        ("צבא נכנס לעיר", "Hebrew"),
    ],
)
def test_another_script_is_refused_however_short(text: str, script: str) -> None:
    with pytest.raises(LanguageError, match=f"written in {script} script"):
        check_english(text, "x")


@pytest.mark.parametrize(
    "text",
    [
        "Troops entered Kalmir.",
        "Les forces ont repris la ville.",  # too short to be sure
        "The Abu Sayyaf, the Bangsamoro Islamic Freedom Fighters, Jemaah Islamiyah, Ansar Khalifa Philippines and "
        "Maute fighters clashed with the army near Butig, Lanao del Sur, and Piagapo on Tuesday.",
        "TROOPS ENTERED THE TOWN ON MONDAY AFTER FOUR DAYS OF FIGHTING, AN OFFICER SAID, AND THE REBELS WITHDREW "
        "TOWARD THE HILLS IN THE EAST OF THE VALLEY.",
        "𝐓𝐫𝐨𝐨𝐩𝐬 𝐞𝐧𝐭𝐞𝐫𝐞𝐝 𝐊𝐚𝐥𝐦𝐢𝐫",
        "12:30 🚀🚀 !!!",
        'The group\'s name, "جبهة الشمال", means Northern Front in English, and its men hold the bridge.',
    ],
)
def test_english_is_read(text: str) -> None:
    check_english(text, "x")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Troops entered.", "en"),
        ("Die Armee hat die Stadt am Montag beschossen, sagte ein Sprecher der Behörden. " * 3, "de"),
        ("Войска обстреляли город в понедельник утром, сообщили местные власти в центре. " * 3, "ru"),
        ("قصفت القوات المدينة صباح اليوم وقال المتحدث باسم الجيش إن خمسة قتلوا. " * 3, "ar"),
        ("Войска обстреляли город.", "und"),
        ("军队今天早上炮击了这座城市", "zh"),
        ("ᚠᚢᚦᚨᚱᚲ", "und"),
        ("", "en"),
    ],
)
def test_the_language_is_told_where_it_can_be(text: str, language: str) -> None:
    assert language_of(text) == language
