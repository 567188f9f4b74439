"""Sentences as careless or twice-made translations leave them, by artefact, each with its near miss."""

from __future__ import annotations

import pytest

from auditor.article import Article
from auditor.catalog import all_checks
from auditor.check import Bad
from auditor.document import Document

FAMILY = "machine-translation"

# artefact, sentence with its mark, near miss that no check of the family may flag
ROWS = [
    (
        "stray-capital",
        "The union gave way to pressure [[From]] the ministry.",
        "The union gave way to From Dusk Till Dawn.",
    ),
    (
        "stray-capital",
        "The envoy did [[Promise]] that the road stays open.",
        "The envoy did Brazil and Peru in a week.",
    ),
    (
        "stray-capital",
        "The guards came early but [[They]] found nobody at the gate.",
        "They came early: They found nobody.",
    ),
    (
        "stray-capital",
        "The fleet was sent [[To]] protect the strait in winter.",
        "The fleet went to To Kwa Wan in winter.",
    ),
    (
        "broken-quote-attribution",
        "[[“We will rebuild the dam” The minister said]] on Friday.",
        "“We will rebuild the dam,” the minister said.",
    ),
    (
        "broken-quote-attribution",
        "[[“Nobody was asked about it” He added]] later.",
        "“Nobody was asked about it.” He added nothing.",
    ),
    (
        "capital-after-quote",
        "The envoy said the bloc [[“likes” It]] signed the paper in haste.",
        "The envoy “likes” it, and signed the paper.",
    ),
    (
        "capital-after-quote",
        "They spoke of a [[“red line” But]] nobody drew it.",
        "They spoke of a “red line”. But nobody drew it.",
    ),
    ("foreign-script", "The [[министр]] opened the mine at noon.", "The minister (министр) opened the mine at noon."),
    ("foreign-script", "Rain fell on the [[المدينة]] for three days.", "Rain fell on “المدينة” for three days."),
    (
        "untranslated-word",
        "The court heard the [[předsedkyně]] of the party on Monday.",
        "The court heard the protégée of the party.",
    ),
    (
        "untranslated-word",
        "Police found the [[führerschein]] in the river.",
        "Police found the “führerschein” in the river.",
    ),
    ("calque", "The price of bread [[depends from]] the harvest.", "The price of bread depends on the harvest."),
    ("calque", "The march went on [[despite of]] the ban.", "The march went on in spite of the ban."),
    (
        "calque",
        "The ministers [[discussed about]] the gas price.",
        "The ministers had discussions about the gas price.",
    ),
    (
        "calque",
        "The drill was held [[in the frames of]] the treaty.",
        "The drill was held in the frame of mind of a feast.",
    ),
    (
        "missing-preposition",
        "[[Commenting the]] vote, she spoke of a warning.",
        "Commenting on the vote, she spoke of a warning.",
    ),
    (
        "missing-preposition",
        "[[According the]] ministry, the road is open.",
        "According to the ministry, the road is open.",
    ),
    ("wrong-indefinite-article", "It was [[a agreement]] of two towns.", "It was a unanimous agreement of two towns."),
    ("wrong-indefinite-article", "He drove [[an bus]] to the border.", "He drove an hour to the border."),
    (
        "foreign-number-form",
        "The talks began on [[17. March]] and failed.",
        "The talks cost 17. March came, and they failed.",
    ),
    ("foreign-number-form", "He was in office since [[3. June 2015]].", "He had been in office since 3 June 2015."),
    (
        "system-residue",
        "The long [[@-@]] awaited verdict fell at noon.",
        "The long-awaited verdict of @court fell at noon.",
    ),
    ("system-residue", "The head of [[<unk>]] resigned in May.", "The head of <a> resigned in May."),
    (
        "chat-model-reply",
        "[[As an AI language model]], I can sum up the article.",
        "An AI language model can sum up the article.",
    ),
    (
        "repeated-phrase",
        "He wrote to the Ministry [[of the Interior of the Interior]] twice.",
        "He wrote to the Ministry of the Interior of Spain.",
    ),
    (
        "repeated-phrase",
        "They want [[to keep the peace and to keep the peace]].",
        "They want to keep the peace and to keep the port.",
    ),
    (
        "phrase-loop",
        "It is the fault [[of the state of the state of the state]] alone.",
        "It is the fault of the state, of the town, of the king.",
    ),
    (
        "phrase-loop",
        "They heard [[the bells rang, the bells rang, the bells rang, the bells rang]].",
        "The bells rang, the bells rang, and all woke.",
    ),
    (
        "doubled-capital-word",
        "The head of the [[Commission Commission]] left early.",
        "The head of the Commission, Commission Road, left.",
    ),
    (
        "doubled-capital-word",
        "A spokesman for [[Gazprom Gazprom]] declined to speak.",
        "A fan of Duran Duran declined to speak.",
    ),
    (
        "part-of-itself",
        "They opened [[the centre of the centre]] for the youth.",
        "They opened the centre of the town for the youth.",
    ),
    (
        "part-of-itself",
        "He chairs the [[council for the council]] on energy.",
        "He tells a story of a story in his story.",
    ),
    (
        "blank-inside-brackets",
        "The mission [[( KFOR )]] has been there since June.",
        "The mission (KFOR) has been there since June.",
    ),
    ("blank-inside-brackets", "The law [[( passed in May )]] is void.", "The law ( ) is void."),
    (
        "space-before-punctuation",
        "Rain[[ ,]] hail , snow , sleet , fog , wind , sun .",
        "Rain , hail, snow, sleet, fog, wind, sun.",
    ),
    (
        "doubled-honorific",
        "They thanked [[Mr. Monsieur]] Laval for the gift.",
        "They thanked Mr. Laval, Monsieur Petit and Ms. Roy.",
    ),
    (
        "doubled-honorific",
        "The guest was [[Minister Mrs.]] Danova from the south.",
        "The guest was the minister, Mrs. Danova.",
    ),
    (
        "subject-verb-disagreement",
        "The court held that [[they was]] innocent.",
        "The court held that one of them was innocent.",
    ),
    ("subject-verb-disagreement", "He left because [[we has]] no money.", "He left because what we had has gone."),
    ("doubled-determiner", "She rode [[the her]] bicycle to town.", "She rode the bicycle of the town."),
    ("doubled-determiner", "He sold [[the his]] fields to the state.", "He sold the fields, his only ones."),
    ("doubled-determiner", "They met in [[a the]] hall by the river.", "They met in a hall, the one by the river."),
    ("wrong-verb-form", "The army [[did not went]] beyond the bridge.", "The army did not; went the rumour, it would."),
    ("wrong-verb-form", "The union [[wouldn't took]] the offer.", "The union wouldn't take what it once took."),
    ("wrong-verb-form", "The king [[would gave]] them land.", "Land was what the king would, and gave."),
    ("wrong-tense-with-since", "She [[leads the party since 2014]].", "She has led the party since 2014."),
    (
        "wrong-tense-with-since",
        "The mine [[is burning since Monday]].",
        "The mine is cooler, burning since Monday or not.",
    ),
    (
        "wrong-tense-with-since",
        "He [[teaches in the town since the year 1998]].",
        "He teaches in the town since he likes it.",
    ),
    (
        "although-with-but",
        "[[Although the talks were long, but]] they led nowhere.",
        "Although the talks were long, they led nowhere.",
    ),
    (
        "although-with-but",
        "[[Even though he was ill that day, but]] he came.",
        "Even though ill that day, he came, but he sat.",
    ),
    ("foreign-thousands-blank", "Some [[12 000]] soldiers left the valley.", "Some 12,000 soldiers left the valley."),
    ("foreign-thousands-blank", "The tunnel cost [[2 500 000]] dollars.", "Call 2 500 000 for dollars."),
    ("decimal-comma", "Growth was [[2,4]] percent in spring.", "Growth was 2.4 percent in rounds 2,4 and 6."),
    ("decimal-comma", "The state lost [[1,75]] billion crowns.", "The state lost 1,750 crowns."),
    ("blank-before-percent-sign", "Only [[38 %]] of the voters came, 9 % by post.", "Only 38% of the voters came."),
    (
        "blank-before-percent-sign",
        "Prices rose by [[2,5 %]], rents by 4 %, last year.",
        "Prices rose by 2.5 per cent last year.",
    ),
    (
        "foreign-quotation-marks",
        "He called it [[„a stab in the back“]] of the town.",
        "He called it “a stab in the back” of the town.",
    ),
    ("foreign-quotation-marks", "The paper [[«Glas»]] wrote of it first.", "The paper 'Glas' wrote of it first."),
    (
        "lower-case-sentence-start",
        "It rained. [[then]] it froze. nobody came. they all slept.",
        "It rained. Then it froze, e.g. at noon. They slept.",
    ),
    ("calque", "Nobody knows [[how it is called]] today.", "Nobody knows what it is called today."),
    ("system-residue", "The treaty[[&amp;quot;]] was signed.", "The treaty & its annex were signed."),
    ("chat-model-reply", "[[Here is the translation]] of the report:", "The translation of the report is here."),
    ("foreign-script", "Near the [[बाघ]] stood a guard.", "A 5 μm gap was seen near the station."),
    (
        "term-drift",
        "The EU met in May. The envoy [[warned the cluster]] not to wait.",
        "The EU met in May. The envoy warned the bloc not to wait.",
    ),
    (
        "term-drift",
        "The strike went on. [[The syndicate demanded]] that wages rise.",
        "The strike went on. The union demanded that wages rise.",
    ),
    (
        "term-drift",
        "NATO sent ships. The raid [[ordered by the Federation]] in May failed.",
        "NATO sent ships. The raid ordered by the Federation of Miners in May failed.",
    ),
    (
        "pronoun-gender-drift",
        "Ms. Aydin leads the port. [[He]] said it is too small.",
        "Ms. Aydin leads the port. Its owner is old. He said it is too small.",
    ),
    (
        "pronoun-gender-drift",
        "Mr Farkas won the vote. On Monday [[she]] thanked the town.",
        "Mr Farkas and his wife won the vote. On Monday she thanked the town.",
    ),
    (
        "missing-article",
        "The dam burst [[in middle of]] the night.",
        "The dam burst in the middle of the night.",
    ),
    ("missing-article", "It rained [[most of time]] in May.", "It rained most of the time in May."),
    ("missing-article", "She [[is member of]] the council.", "She is a member of the council."),
    (
        "two-transliterations",
        "The train to Kharkiv left. In [[Kharkov]] it was met; Kharkiv was dark.",
        "The train to Kharkiv (Kharkov in Russian) left.",
    ),
    (
        "two-transliterations",
        "Mohammed Karimov came. Then [[Muhammed]] Karimov left, and Mohammed Karimov wept.",
        "Mohammed Karimov came. Then Mohammed Orlov left.",
    ),
    ("calque", "The envoy met [[his homologue]] in Rome.", "The envoy met his colleague in Rome."),
    ("calque", "The club [[succeeded to win]] the cup.", "The club succeeded in winning the cup."),
    ("calque", "A [[speaker of the police]] gave no name.", "A police spokesman gave no name."),
    (
        "calque",
        "Six men were held [[within the scope of the investigation]].",
        "Six men were held as part of the investigation.",
    ),
    ("calque", "She [[stressed on the importance]] of wells.", "She stressed the importance of wells."),
    (
        "official-set-phrases",
        "Towns [[vigorously promote]] wool, give full play to wells and earnestly implement rules.",
        "Towns vigorously promote wool, and wells are in full play.",
    ),
    ("foreign-currency-form", "The fine is [[40 €]] a boat.", "The fine is €40 a boat."),
    ("foreign-currency-form", "The port cost [[3 Mrd.]] euros.", "The port cost 3 billion euros."),
    ("foreign-thousands-dot", "Some [[12.000]] voters stayed away.", "Some 12.5 million voters stayed away."),
    ("foreign-thousands-dot", "It cost [[2.400.000]] crowns.", "It cost 2.4 million crowns."),
    ("blank-inside-quotes", 'They met on the [[" ]]long bridge " at noon.', 'They met on the "long bridge" at noon.'),
    (
        "untranslated-passage",
        "Miners wait at the gate for news. [[Шахта закрылась, потому что вода поднялась слишком высоко за ночь.]]",
        "Miners wait at the gate (ворота) for news, and the mayor is on his way to them.",
    ),
    ("number-disagreement", "The law names [[three principle]].", "The law names three principles."),
    ("number-disagreement", "She spoke of [[a problems]] with the dam.", "She spoke of a problem with the dam."),
    ("system-residue", "The court fined [[__PERSON_1__]] in May.", "The court fined __init__ in May."),
    ("blank-before-hyphen", "It is a [[full -scale]] war.", "It is a full-scale war -if not worse."),
    (
        "inverted-quotation",
        "The court freed him, [[“noting that”]] he is ill.",
        "The court freed him, noting that “he is ill”.",
    ),
    ("misplaced-closing-mark", "“Rescuers came[[, ”]]he wrote.", "“Rescuers came,” he wrote."),
    ("capital-after-quote", "“We came[[,” He]] added later.", "“We came,” he added later. “They left.” He slept."),
    (
        "stray-capital",
        "The raid caused the death [[Ten]] men and a boy.",
        "The raid caught a Gang of Ten men and a boy.",
    ),
    ("foreign-quotation-marks", "They named it [[’’the long road’’]] in May.", "They named it “the long road” in May."),
    ("missing-article", "It opens [[on 17th of September]].", "It opens on the 17th of September."),
    ("calque", "[[Previously, there are no]] victims.", "Previously, there was no mill."),
    (
        "garbled-sentence",
        "[[The thereof bahal of jyapu whom the sown guthi is luster him parwa river eaten]]. It rained.",
        "The old square of the town, where the farmers met in spring, is near the river. It rained.",
    ),
    ("system-residue", "They spoke of Monday[['']]s vote.", "They spoke of Monday's vote."),
    ("stray-capital", "The two towns became [[The]] best of friends.", "The two towns read The Times of London."),
    ("calque", "Nine wells lie [[on the territory of]] the town.", "Nine wells lie on the territory it rents."),
]


@pytest.mark.parametrize(("artefact", "marked", "near"), ROWS)
def test_artefact_is_marked_and_its_near_miss_is_not(artefact: str, marked: str, near: str) -> None:
    example = Bad(marked)
    check = all_checks()[f"{FAMILY}/{artefact}"]
    text = Document(Article(text=example.text, language="en"))
    assert [hit.span.of(example.text) for hit in check.find(text)] == [span.of(example.text) for span in example.spans]
    said = {
        (other.id, hit.span.of(near))
        for other in all_checks().values()
        if other.family == FAMILY
        for hit in other.find(Document(Article(text=near, language="en")))
    }
    assert not said


def test_the_sentences_cover_the_artefacts() -> None:
    assert len(ROWS) >= 60
    assert len({artefact for artefact, _, _ in ROWS}) >= 20
